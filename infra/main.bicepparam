// For azd, and for whoever would rather set variables than keep a file.
using 'main.bicep'

param environment = readEnvironmentVariable('PATTERNS_ENVIRONMENT', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'eastus2')
// Azure retires versions; what a place still serves: az cognitiveservices model list --location eastus2 -o table
param chatModel = 'gpt-4o'
param chatModelVersion = '2024-11-20'
param alertEmails = split(readEnvironmentVariable('PATTERNS_ALERT_EMAILS', 'on-call@example.com'), ',')
param monthlyBudget = int(readEnvironmentVariable('PATTERNS_MONTHLY_BUDGET', '100'))
param budgetStart = readEnvironmentVariable('PATTERNS_BUDGET_START', '2026-12-01')
param entraAudience = readEnvironmentVariable('PATTERNS_ENTRA_AUDIENCE', '')
param deployerId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param deployerType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
