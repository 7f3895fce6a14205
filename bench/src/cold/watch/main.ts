// Loaded into what is measured. A turn of the event loop counts by the processor time of its thread, so that a busy machine changes nothing.
const milliseconds = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

let isWatching = false;
let [last, longest] = [0, 0];

const turn = () => {
  const now = milliseconds();
  longest = Math.max(longest, now - last);
  last = now;
  if (isWatching) setImmediate(turn);
};

process.on('message', (message) => {
  isWatching = message === 'start';
  if (isWatching) {
    [last, longest] = [milliseconds(), 0];
    setImmediate(turn);
  }
  setImmediate(() => process.send?.({ longest }));
});
