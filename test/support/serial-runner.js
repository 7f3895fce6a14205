import TestRunner from 'jest-runner';

/** Runs the files of a project one after the other, apart from those of the other projects. */
export default class SerialRunner extends TestRunner {
  isSerial = true;
}
