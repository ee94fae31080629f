// PatternFunctions on Azure, into one resource group. README.md says how, and what it costs.
targetScope = 'resourceGroup'

@description('Sizes: dev is cheap, prod survives the loss of a zone.')
@allowed(['dev', 'prod'])
param environment string

@description('Begins the name of everything.')
@minLength(3)
@maxLength(12)
param name string = 'patterns'

param location string = resourceGroup().location

@description('Behind private endpoints: storage, secrets, database and model cannot be reached from outside.')
param privateNetwork bool = environment == 'prod'

@description('Instances kept warm for webhooks.')
@minValue(0)
param alwaysReadyHttp int = environment == 'prod' ? 2 : 0

@description('Without the model, the built-in rules learn.')
param useOpenAi bool = true

@description('GPT-4 in a version that Azure still serves at this location.')
param chatModel string
param chatModelVersion string
param embeddingModel string = 'text-embedding-3-small'
param embeddingModelVersion string = '1'

param openPhoneBaseUrl string = 'https://api.openphone.com'

@description('Names of the secrets that hold the webhooks\' signing keys: one for each webhook, and for each key on its way out.')
param signingKeySecrets string[] = ['openphone-signing-key-0']

@description('Another receiver of telemetry, beside Azure Monitor.')
param otlpEndpoint string = ''

param alertEmails string[]
param monthlyBudget int
param budgetStart string

@description('The client id of the app registration with which people sign in to the API; empty for keys only.')
param entraAudience string = ''

@description('The client id of the app registration with which people sign in to the console, its secret being in the vault as entra-client-secret; empty for keys only.')
param entraClientId string = ''

@description('A group in Entra that looks after the database; empty for none.')
param databaseAdminGroupId string = ''
param databaseAdminGroupName string = ''

@description('Who brings the package and the secrets; empty for none.')
param deployerId string = ''
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string = 'ServicePrincipal'

var sizes = {
  dev: {
    zoneRedundant: false
    storageSku: 'Standard_LRS'
    databaseSku: 'Standard_B1ms'
    databaseTier: 'Burstable'
    databaseGb: 32
    // Of about 35 that this size leaves to others than the service.
    databaseConnections: 28
    connectionsPerInstance: 5
    backupDays: 7
    logDays: 30
    logGb: 1
    chatCapacity: 10
    embeddingCapacity: 20
  }
  prod: {
    zoneRedundant: true
    storageSku: 'Standard_ZRS'
    databaseSku: 'Standard_D2ds_v5'
    databaseTier: 'GeneralPurpose'
    databaseGb: 64
    databaseConnections: 675
    connectionsPerInstance: 15
    backupDays: 35
    logDays: 90
    logGb: 5
    chatCapacity: 50
    embeddingCapacity: 100
  }
}
var size = sizes[environment]
var suffix = uniqueString(resourceGroup().id)
var fullName = '${name}-${environment}-${suffix}'
var storageName = take('st${replace(name, '-', '')}${suffix}', 24)
var vaultName = take('kv-${name}-${suffix}', 24)
var insightsName = 'appi-${fullName}'
var databaseName = 'psql-${fullName}'
var openAiName = 'oai-${fullName}'
var tags = {
  application: name
  environment: environment
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${fullName}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: fullName
    location: location
    tags: tags
    insightsName: insightsName
    retentionDays: size.logDays
    dailyCapGb: size.logGb
    alertEmails: alertEmails
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: fullName
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
    sku: size.storageSku
  }
}

module vault 'modules/key-vault.bicep' = {
  params: {
    name: vaultName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
  }
}

module database 'modules/postgres.bicep' = {
  params: {
    name: databaseName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
    skuName: size.databaseSku
    skuTier: size.databaseTier
    storageGb: size.databaseGb
    backupDays: size.backupDays
    connectionsPerInstance: size.connectionsPerInstance
    zoneRedundant: size.zoneRedundant
    // The server calls its administrators by an id that is only known once the identity exists.
    #disable-next-line what-if-short-circuiting
    appPrincipalId: identity.properties.principalId
    appPrincipalName: identity.name
    adminGroupId: databaseAdminGroupId
    adminGroupName: databaseAdminGroupName
  }
}

module openAi 'modules/openai.bicep' = if (useOpenAi) {
  params: {
    name: openAiName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
    chatModel: chatModel
    chatModelVersion: chatModelVersion
    chatCapacity: size.chatCapacity
    embeddingModel: embeddingModel
    embeddingModelVersion: embeddingModelVersion
    embeddingCapacity: size.embeddingCapacity
  }
}

// Whoever may use what is settled before the app starts.
module access 'modules/access.bicep' = {
  // By name, so that a what-if can say what will change; therefore the order has to be said.
  dependsOn: [storage, vault, monitoring, openAi]
  params: {
    identityName: identity.name
    storageName: storageName
    vaultName: vaultName
    insightsName: insightsName
    openAiName: useOpenAi ? openAiName : ''
    deployerId: deployerId
    deployerType: deployerType
  }
}

var doors = concat(
  [
    {
      id: resourceId('Microsoft.Storage/storageAccounts', storageName)
      service: 'storage'
      group: 'blob'
      zone: 'privatelink.blob.${az.environment().suffixes.storage}'
    }
    {
      id: resourceId('Microsoft.Storage/storageAccounts', storageName)
      service: 'storage'
      group: 'queue'
      zone: 'privatelink.queue.${az.environment().suffixes.storage}'
    }
    {
      id: resourceId('Microsoft.Storage/storageAccounts', storageName)
      service: 'storage'
      group: 'table'
      zone: 'privatelink.table.${az.environment().suffixes.storage}'
    }
    {
      id: resourceId('Microsoft.KeyVault/vaults', vaultName)
      service: 'vault'
      group: 'vault'
      zone: 'privatelink.vaultcore.azure.net'
    }
    {
      id: resourceId('Microsoft.DBforPostgreSQL/flexibleServers', databaseName)
      service: 'database'
      group: 'postgresqlServer'
      zone: 'privatelink.postgres.database.azure.com'
    }
  ],
  useOpenAi
    ? [
        {
          id: resourceId('Microsoft.CognitiveServices/accounts', openAiName)
          service: 'model'
          group: 'account'
          zone: 'privatelink.openai.azure.com'
        }
      ]
    : []
)

module privateEndpoints 'modules/private-endpoint.bicep' = [
  for door in (privateNetwork ? doors : []): {
    name: 'private-endpoint-${door.service}-${door.group}'
    dependsOn: [storage, vault, database, openAi]
    params: {
      name: fullName
      location: location
      tags: tags
      networkId: network!.outputs.networkId
      subnetId: network!.outputs.endpointSubnetId
      targetId: door.id
      groupId: door.group
      zoneName: door.zone
    }
  }
]

func secret(vaultUri string, name string) string => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${name}/)'

// What the app reads; a test holds this list against the code.
var storageSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsStorage__blobServiceUri: storage.outputs.blobEndpoint
  AzureWebJobsStorage__queueServiceUri: storage.outputs.queueEndpoint
  AzureWebJobsStorage__tableServiceUri: storage.outputs.tableEndpoint
}
var appSettings = {
  AZURE_CLIENT_ID: identity.properties.clientId
  Database__ConnectionString: database.outputs.connectionString
  OpenPhone__BaseUrl: openPhoneBaseUrl
  OpenPhone__ApiKey: secret(vault.outputs.uri, 'openphone-api-key')
  Access__AdminKey: secret(vault.outputs.uri, 'access-admin-key')
  Access__Entra__Authority: uri(az.environment().authentication.loginEndpoint, '${tenant().tenantId}/v2.0')
  Access__Entra__Audience: entraAudience
  Access__Entra__ClientId: entraClientId
}
var signInSettings = empty(entraClientId)
  ? {}
  : { Access__Entra__ClientSecret: secret(vault.outputs.uri, 'entra-client-secret') }
var signingKeySettings = toObject(
  range(0, length(signingKeySecrets)),
  index => 'OpenPhone__WebhookSigningKeys__${index}',
  index => secret(vault.outputs.uri, signingKeySecrets[index])
)
var openAiSettings = useOpenAi
  ? {
      AzureOpenAI__Endpoint: openAi!.outputs.endpoint
      AzureOpenAI__ChatDeployment: openAi!.outputs.chatDeployment
      AzureOpenAI__ChatModel: chatModel
      AzureOpenAI__EmbeddingDeployment: openAi!.outputs.embeddingDeployment
    }
  : {}
var telemetrySettings = union(
  {
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'
  },
  empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }
)

module app 'modules/function-app.bicep' = {
  dependsOn: [access, privateEndpoints]
  params: {
    name: fullName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    instanceMemoryMb: 2048
    maximumInstances: 40
    alwaysReadyHttp: alwaysReadyHttp
    zoneRedundant: size.zoneRedundant
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    identityId: identity.id
    packageContainerUri: '${storage.outputs.blobEndpoint}${storage.outputs.deploymentContainer}'
    settings: union(storageSettings, appSettings, signInSettings, signingKeySettings, openAiSettings, telemetrySettings)
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: fullName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    databaseId: database.outputs.id
    actionGroupId: monitoring.outputs.actionGroupId
    databaseConnections: size.databaseConnections
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output url string = app.outputs.url
output webhookUrl string = '${app.outputs.url}/api/openphone/webhook'
output appName string = app.outputs.name
output vaultName string = vault.outputs.name
