// The database. People and the app sign in with Entra; there are no passwords.
param name string
param location string
param tags object
param workspaceId string
param privateNetwork bool

@description('Such as Standard_B1ms (Burstable) or Standard_D2ds_v5 (GeneralPurpose).')
param skuName string
param skuTier string
param storageGb int
param backupDays int
param zoneRedundant bool

@description('How many connections one instance of the app may hold.')
param connectionsPerInstance int

@description('Who the app is. It owns its schema, because it migrates it.')
param appPrincipalId string
param appPrincipalName string

@description('A group of people who look after the database, or empty.')
param adminGroupId string
param adminGroupName string

var database = 'patterns'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: skuName
    tier: skuTier
  }
  properties: {
    version: '17'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: {
      storageSizeGB: storageGb
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: zoneRedundant ? 'Enabled' : 'Disabled'
    }
    highAvailability: { mode: zoneRedundant ? 'ZoneRedundant' : 'Disabled' }
    network: { publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled' }
    maintenanceWindow: {
      customWindow: 'Enabled'
      dayOfWeek: 1
      startHour: 9
      startMinute: 0
    }
  }

  resource patterns 'databases' = {
    name: database
    properties: { charset: 'UTF8' }
  }

  // The server takes one change at a time and refuses the others as "busy": each waits for the one before.
  resource tls 'configurations' = {
    name: 'ssl_min_protocol_version'
    dependsOn: [patterns]
    properties: {
      value: 'TLSv1.2'
      source: 'user-override'
    }
  }

  resource app 'administrators' = {
    name: appPrincipalId
    dependsOn: [tls]
    properties: {
      principalName: appPrincipalName
      principalType: 'ServicePrincipal'
      tenantId: tenant().tenantId
    }
  }

  resource people 'administrators' = if (!empty(adminGroupId)) {
    name: empty(adminGroupId) ? 'none' : adminGroupId
    dependsOn: [app]
    properties: {
      principalName: adminGroupName
      principalType: 'Group'
      tenantId: tenant().tenantId
    }
  }

  // 0.0.0.0 stands for addresses inside Azure, other people's included: the sign-in is what protects.
  resource azure 'firewallRules' = if (!privateNetwork) {
    name: 'azure'
    dependsOn: [people]
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '0.0.0.0'
    }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: server
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'PostgreSQLLogs'
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

output id string = server.id
@description('Without a password: the app asks Entra for a token.')
output connectionString string = 'Host=${server.properties.fullyQualifiedDomainName};Database=${database};Username=${appPrincipalName};SSL Mode=VerifyFull;Maximum Pool Size=${connectionsPerInstance}'
