// Loaded into what is measured, with --expose-gc: memory is compared after a collection, or it would be that of garbage.
process.on('SIGUSR2', () => void globalThis.gc?.());
