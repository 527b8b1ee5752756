import { devDependencies } from '../../package.json';

/** The runtime this version of the desk is built for. Any other is fit for a demo and for tests, and the window says so. */
export const runtimeKind = (electronVersion: string): 'official' | 'stand-in' =>
  electronVersion === devDependencies.electron ? 'official' : 'stand-in';
