// The console's Insights for the one who is on call and has only the portal.
param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'patterns-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'PatternFunctions'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('../workbook.json'), '{workspace}', workspaceId)
  }
}
