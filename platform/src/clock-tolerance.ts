/** By how many seconds the clocks of two servers may differ unless it is configured otherwise: 90, and ten for the way of a call. */
export const clockToleranceSeconds = 100;
