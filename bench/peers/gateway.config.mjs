// Sharing one answer between identical requests measures a cache: no entrant has it on but in a comparison of just that.
export const gatewayConfig = {
  inboundInflightRequestDeduplication: process.env.SHARING === 'true',
  landingPage: false,
  logging: 'error',
};
