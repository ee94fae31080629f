using 'main.bicep'

param environment = 'dev'
// Azure retires versions; what a place still serves: az cognitiveservices model list --location eastus2 -o table
param chatModel = 'gpt-4o'
param chatModelVersion = '2024-11-20'
param alertEmails = ['on-call@example.com']
param monthlyBudget = 100
param budgetStart = '2026-12-01'
