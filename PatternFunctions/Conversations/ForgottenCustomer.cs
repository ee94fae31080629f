namespace PatternFunctions.Conversations;

/// <summary>How much of a person was erased.</summary>
/// <param name="Questions">Rows of the history that remain, without words.</param>
/// <param name="Wordings">Which patterns had taken over as they stood.</param>
public sealed record ForgottenCustomer(int Conversations, int Messages, int Questions, int Examples, int Wordings, int DeadLetters, int Blobs);
