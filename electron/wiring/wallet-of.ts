import type { Address } from '../../shared/units.ts';
import { address } from '../../shared/units.ts';
import type { Config } from '../config/config.ts';
import { loadDevKeypair } from '../wallet/dev-keypair.ts';
import { makeEphemeralWallet } from '../wallet/ephemeral-wallet.ts';
import type { Signer } from '../wallet/signer.ts';
import { StartFailure } from './start-failure.ts';

/** Who pays for orders. On paper it is an address alone: no key is loaded or made. */
export type DeskWallet =
  | { readonly kind: 'signer'; readonly address: Address; readonly signer: Signer }
  | { readonly kind: 'paper'; readonly address: Address };

/**
 * Stands for the trader on paper where no address was given. Nobody has its key (it spells itself), and nothing is on
 * it, so that the chain has no say in the fills.
 */
const NOBODY = address('PaperTrader11111111111111111111111111111111');

/** Throws `StartFailure` when the key cannot be loaded. `given` is for tests that start again on the same chain. */
export function walletOf(config: Config, given: Signer | undefined): DeskWallet {
  if (config.mode === 'paper') return { kind: 'paper', address: config.paper.wallet ?? NOBODY };
  const signer = given ?? (config.mode === 'sim' ? makeEphemeralWallet() : loadedKey(config));
  return { kind: 'signer', address: signer.address, signer };
}

function loadedKey({ keypairPath }: Config): Signer {
  if (keypairPath === null) throw new Error('live mode without the file of a key');
  const loaded = loadDevKeypair(keypairPath);
  if (!loaded.ok) throw new StartFailure(loaded.error);
  return loaded.value;
}
