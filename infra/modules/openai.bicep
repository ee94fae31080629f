// The model that learns. It sees placeholders instead of names and numbers, and nothing but the app calls it.
param name string
param location string
param tags object
param workspaceId string
param privateNetwork bool

param chatModel string
param chatModelVersion string
@description('Thousands of tokens a minute.')
param chatCapacity int
param embeddingModel string
param embeddingModelVersion string
param embeddingCapacity int

var harms = ['Hate', 'Sexual', 'Violence', 'Selfharm']

resource account 'Microsoft.CognitiveServices/accounts@2025-09-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    // Tokens of Entra are only accepted under a name of its own.
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateNetwork ? 'Deny' : 'Allow' }
  }

  resource filter 'raiPolicies' = {
    name: 'customer-texts'
    properties: {
      basePolicyName: 'Microsoft.DefaultV2'
      mode: 'Blocking'
      contentFilters: concat(
        flatten(map(harms, harm => [
          {
            name: harm
            source: 'Prompt'
            enabled: true
            blocking: true
            // Customers swear; what is learned from that must not.
            severityThreshold: 'High'
          }
          {
            name: harm
            source: 'Completion'
            enabled: true
            blocking: true
            severityThreshold: 'Medium'
          }
        ])),
        [
          {
            name: 'Jailbreak'
            source: 'Prompt'
            enabled: true
            blocking: true
          }
          {
            name: 'Indirect Attack'
            source: 'Prompt'
            enabled: true
            blocking: true
          }
        ]
      )
    }
  }

  resource chat 'deployments' = {
    name: 'chat'
    sku: {
      name: 'Standard'
      capacity: chatCapacity
    }
    properties: {
      model: {
        format: 'OpenAI'
        name: chatModel
        version: chatModelVersion
      }
      raiPolicyName: filter.name
      versionUpgradeOption: 'NoAutoUpgrade'
    }
  }

  resource embedding 'deployments' = {
    name: 'embedding'
    // One deployment of an account at a time.
    dependsOn: [chat]
    sku: {
      name: 'Standard'
      capacity: embeddingCapacity
    }
    properties: {
      model: {
        format: 'OpenAI'
        name: embeddingModel
        version: embeddingModelVersion
      }
      versionUpgradeOption: 'NoAutoUpgrade'
    }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'Audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output endpoint string = account.properties.endpoint
output chatDeployment string = account::chat.name
output embeddingDeployment string = account::embedding.name
