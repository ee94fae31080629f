// What wakes somebody up. docs/operations.md has a paragraph for each name.
param name string
param location string
param tags object
param workspaceId string
param databaseId string
param actionGroupId string

@description('Connections to the database that are too many.')
param databaseConnections int

// Severity: 1 a customer is harmed or not answered · 2 it will come to that · 3 look at it today.
var rules = [
  {
    name: 'dead-letters'
    what: 'Something could not be processed and waits in dead_letters.'
    severity: 1
    every: 'PT5M'
    within: 'PT15M'
    threshold: 0
    query: 'AppMetrics | where Name == "patterns.dead_letters" | summarize Value = max(Max) by bin(TimeGenerated, 5m)'
  }
  {
    name: 'webhook-refused'
    what: 'OpenPhone\'s webhooks are refused: a signing key is missing or wrong.'
    severity: 1
    every: 'PT5M'
    within: 'PT15M'
    threshold: 5
    query: 'AppMetrics | where Name == "patterns.requests" and tostring(Properties["function"]) == "ReceiveWebhook" and tostring(Properties["status"]) == "401" | summarize Value = sum(Sum)'
  }
  {
    name: 'webhook-failing'
    what: 'Webhooks are answered with an error; OpenPhone repeats them for a day.'
    severity: 1
    every: 'PT5M'
    within: 'PT15M'
    threshold: 3
    // What the worker answers, and what no worker answered.
    query: 'union (AppMetrics | where Name == "patterns.requests" and tostring(Properties["function"]) == "ReceiveWebhook" and toint(Properties["status"]) >= 500 | project Number = Sum), (AppRequests | where Name has "ReceiveWebhook" and Success == false | project Number = toreal(ItemCount)) | summarize Value = sum(Number)'
  }
  {
    name: 'queue-waiting'
    what: 'A message has lain in a queue for ten minutes: nobody takes it.'
    severity: 1
    every: 'PT5M'
    within: 'PT15M'
    threshold: 600
    query: 'AppMetrics | where Name == "patterns.queue.oldest_seconds" | summarize Value = max(Max) by bin(TimeGenerated, 5m)'
  }
  {
    name: 'review-waiting'
    what: 'A suggestion has waited for an operator for half an hour.'
    severity: 3
    every: 'PT5M'
    within: 'PT15M'
    threshold: 1800
    query: 'AppMetrics | where Name == "patterns.review.oldest_seconds" | summarize Value = max(Max) by bin(TimeGenerated, 5m)'
  }
  {
    name: 'sends-unknown'
    what: 'It is not known whether a reply reached the customer.'
    severity: 2
    every: 'PT5M'
    within: 'PT15M'
    threshold: 0
    query: 'AppMetrics | where Name == "patterns.sends.unknown" | summarize Value = min(Min) by bin(TimeGenerated, 15m)'
  }
  {
    name: 'contradictions'
    what: 'A customer or an operator contradicted an automatic reply.'
    severity: 2
    every: 'PT15M'
    within: 'PT15M'
    threshold: 0
    query: 'AppMetrics | where Name == "patterns.contradictions" | summarize Value = sum(Sum)'
  }
  {
    name: 'model-budget'
    what: 'Nine tenths of the day\'s budget for the model are spent.'
    severity: 3
    every: 'PT15M'
    within: 'PT30M'
    threshold: json('0.9')
    query: 'AppMetrics | where Name == "patterns.model.budget_used" | summarize Value = max(Max) by bin(TimeGenerated, 15m)'
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${rule.name}-${name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.what
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.within
      // The tables come with the first telemetry, after the first deployment.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Maximum'
            metricMeasureColumn: 'Value'
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

resource decayMissing 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'decay-missing-${name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'decay-missing'
    description: 'Confidence has not decayed for 26 hours; the next run makes up for it.'
    severity: 3
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'P1D'
    overrideQueryTimeRange: 'P2D'
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          // One row always, so that silence is a number, too.
          query: 'AppRequests | where TimeGenerated > ago(26h) and Name == "DecayConfidence" and Success | summarize Value = count()'
          timeAggregation: 'Maximum'
          metricMeasureColumn: 'Value'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [actionGroupId] }
  }
}

var databaseLimits = [
  { name: 'database-cpu', metric: 'cpu_percent', aggregation: 'Average', limit: 80 }
  { name: 'database-storage', metric: 'storage_percent', aggregation: 'Average', limit: 85 }
  { name: 'database-connections', metric: 'active_connections', aggregation: 'Maximum', limit: databaseConnections }
]

resource databaseAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for item in databaseLimits: {
    name: '${item.name}-${name}'
    location: 'global'
    tags: tags
    properties: {
      description: '${item.metric} of the database is above ${item.limit}.'
      severity: 2
      enabled: true
      scopes: [databaseId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: item.name
            criterionType: 'StaticThresholdCriterion'
            metricName: item.metric
            operator: 'GreaterThan'
            threshold: item.limit
            timeAggregation: item.aggregation
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]
