type Records = { run: { pipelineId: string }; integration: { id: string } };

/** What a reader of the demo pastes into the explorer: the story's own records, asked for through several subgraphs at once. */
export function queriesToPaste({ run, integration }: Records): string[] {
  return [
    '{ me { name organization { name activity { eventCount } aiUsage { callCount cost { amount } } } } }',
    `{ orders(first: 5) { nodes { name total { amount currencyCode } integration { name } pipelineResult(pipelineId: "${run.pipelineId}") { row reasons { path message } } } } }`,
    `subscription { orderChanged(integrationId: "${integration.id}") { cursor changeType order { name total { amount } organization { name } } } }`,
    '{ auditLogs(first: 5) { nodes { occurredAt action result actor { name } } } }',
  ];
}
