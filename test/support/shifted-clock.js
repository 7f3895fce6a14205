// Given to Node by --import: the process has a clock that is wrong by so many seconds.
const shift = Number(process.env['CLOCK_SHIFT_SECONDS']) * 1_000;
const real = Date;
globalThis.Date = class extends real {
  constructor(...given) {
    if (given.length === 0) super(real.now() + shift);
    else super(...given);
  }

  static now() {
    return real.now() + shift;
  }
};
