namespace PatternFunctions.Imports;

public enum ExportKind
{
    Messages,
    Contacts,
    Users,
}
