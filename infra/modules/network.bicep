// A network of the app's own, for when nothing but the webhook and the console shall be reachable from outside.
param name string
param location string
param tags object

resource appRules 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-app'
  location: location
  tags: tags
}

resource endpointRules 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-endpoints'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'from-app-only'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.80.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.80.1.0/24'
          destinationPortRanges: ['443', '5432']
        }
      }
      {
        name: 'nothing-else'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.80.0.0/16'] }
  }

  // Flex Consumption runs in Container Apps' environments; its subnet must not have an underscore in its name.
  resource app 'subnets' = {
    name: 'app'
    properties: {
      addressPrefix: '10.80.0.0/24'
      networkSecurityGroup: { id: appRules.id }
      delegations: [
        {
          name: 'functions'
          properties: { serviceName: 'Microsoft.App/environments' }
        }
      ]
    }
  }

  resource endpoints 'subnets' = {
    name: 'endpoints'
    // One change of a network at a time.
    dependsOn: [app]
    properties: {
      addressPrefix: '10.80.1.0/24'
      networkSecurityGroup: { id: endpointRules.id }
      // Without this, security rules do not hold for private endpoints.
      privateEndpointNetworkPolicies: 'Enabled'
    }
  }
}

output networkId string = network.id
output appSubnetId string = network::app.id
output endpointSubnetId string = network::endpoints.id
