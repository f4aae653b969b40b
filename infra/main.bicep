// The bot in Azure: its identity, its registration with the Teams channel, and the container it runs in.
// The scheduler runs inside the process, so one replica is always up; more than one needs DATABASE_URL.

@description('Region of the container and its logs.')
param location string = resourceGroup().location

@description('Short name, used for every resource.')
@minLength(3)
@maxLength(24)
param name string = 'qt-daybook'

@description('The container image, e.g. myregistry.azurecr.io/qt-daybook:0.1.0.')
param image string

@description('PostgreSQL address with its password.')
@secure()
param databaseUrl string

@description('The participants file, as text.')
@secure()
param participants string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: logs.properties.customerId, sharedKey: logs.listKeys().primarySharedKey }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      ingress: { external: true, targetPort: 3978, allowInsecure: false }
      secrets: [
        { name: 'database-url', value: databaseUrl }
        { name: 'participants', value: participants }
      ]
    }
    template: {
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: [
            { name: 'MICROSOFT_APP_ID', value: identity.properties.clientId }
            { name: 'MICROSOFT_APP_TYPE', value: 'UserAssignedMSI' }
            { name: 'MICROSOFT_APP_TENANT_ID', value: identity.properties.tenantId }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'PARTICIPANTS_FILE', value: '/settings/participants' }
          ]
          volumeMounts: [{ volumeName: 'settings', mountPath: '/settings' }]
          probes: [
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 } }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 } }
          ]
        }
      ]
      volumes: [{ name: 'settings', storageType: 'Secret', secrets: [{ secretRef: 'participants', path: 'participants' }] }]
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'QT Daybook'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppType: 'UserAssignedMSI'
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel', properties: { isEnabled: true } }
}

output messagesEndpoint string = bot.properties.endpoint
output appId string = identity.properties.clientId
