import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real chain data beside the project; tests that need it are skipped, visibly, where it is absent. */
export const FIXTURES = join(import.meta.dirname, '../../../../shared/fixtures');
export const NO_FIXTURES = !existsSync(FIXTURES);
/** Ends the name of a test that needs them, so that a skipped one says why. */
export const NEEDS = NO_FIXTURES ? ' [skipped: ../shared/fixtures is absent]' : '';

const textOf = (path: string): string => readFileSync(join(FIXTURES, path), 'utf8');

type AccountFixture = { readonly address: string; readonly owner: string; readonly base64Data: string };

export function readAccountFixture(path: string): AccountFixture & { readonly bytes: Uint8Array } {
  const fixture: AccountFixture = JSON.parse(textOf(path));
  return { ...fixture, bytes: new Uint8Array(Buffer.from(fixture.base64Data, 'base64')) };
}

/** The data of a mint saved as getAccountInfo answers it. */
export function readMintFixture(path: string): Uint8Array {
  const fixture: { readonly account: { readonly data: readonly [string, 'base64'] } } = JSON.parse(
    textOf(path),
  );
  return new Uint8Array(Buffer.from(fixture.account.data[0], 'base64'));
}

/** The data of an account saved as a list of bytes. */
export function readByteListFixture(path: string): Uint8Array {
  const fixture: { readonly data: readonly number[] } = JSON.parse(textOf(path));
  return Uint8Array.from(fixture.data);
}

/** The names of the Helius frames that start so, without their folder. */
export function heliusFrames(prefix: string): readonly string[] {
  if (NO_FIXTURES) return [];
  return readdirSync(join(FIXTURES, 'helius')).filter((name) => name.startsWith(prefix));
}

/** The parts of a recorded jsonParsed frame that tests compare with, as they stand in the file. */
export type RawFrame = {
  readonly params: {
    readonly result: {
      readonly signature: string;
      readonly slot: number;
      readonly transaction: {
        readonly transaction: {
          readonly message: {
            readonly accountKeys: readonly {
              readonly pubkey: string;
              readonly signer: boolean;
              readonly writable: boolean;
            }[];
            readonly instructions: readonly RawInstruction[];
          };
        };
        readonly meta: RawMeta;
      };
    };
  };
};

export type RawInstruction = {
  readonly programId: string;
  readonly accounts?: readonly string[];
  readonly data?: string;
};

export type RawMeta = {
  readonly fee: number;
  readonly preBalances: readonly number[];
  readonly postBalances: readonly number[];
  readonly logMessages: readonly string[];
  readonly innerInstructions: readonly {
    readonly index: number;
    readonly instructions: readonly RawInstruction[];
  }[];
  readonly postTokenBalances: readonly {
    readonly accountIndex: number;
    readonly mint: string;
    readonly uiTokenAmount: { readonly amount: string; readonly decimals: number };
  }[];
};

export function readFrame(name: string): RawFrame {
  const frame: RawFrame = JSON.parse(textOf(`helius/${name}`));
  return frame;
}
