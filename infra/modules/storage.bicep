// Queues between the functions, bodies too large for them, imports, and the app's package. No shared keys.
param name string
param location string
param tags object
param workspaceId string
param privateNetwork bool

@description('Standard_LRS or Standard_ZRS.')
param sku string

// The names in Storage/WorkQueues.cs; the host adds "-poison" where a message has failed too often.
var queues = ['openphone-events', 'inbound-messages', 'operator-replies', 'outbound-replies', 'import-work']
var poisonQueues = [for queue in queues: '${queue}-poison']

// The last two are the Functions host's own.
var containers = ['large-events', 'imports', 'deployments', 'azure-webjobs-hosts', 'azure-webjobs-secrets']

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in concat(queues, poisonQueues): { name: queue }]
  }

  resource blobService 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource container 'containers' = [for container in containers: { name: container }]
  }

  // What has been taken into the database, or has failed for good, need not lie about.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    dependsOn: [blobService]
    properties: {
      policy: {
        rules: [
          {
            name: 'forget-customers-texts'
            type: 'Lifecycle'
            definition: {
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: ['large-events/', 'imports/']
              }
              actions: {
                baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } }
              }
            }
          }
        ]
      }
    }
  }
}

resource queueMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::queueService
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
output deploymentContainer string = 'deployments'
