// Sharing one answer between identical requests would measure a cache; no entrant has it on.
export const gatewayConfig = {
  inboundInflightRequestDeduplication: false,
  landingPage: false,
  logging: 'error',
};
