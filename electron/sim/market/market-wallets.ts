import type { Address } from '../../../shared/units.ts';
import { signingKeyFromSeed, type SigningKey } from '../../protocol/ed25519.ts';
import type { Random } from '../prng/random.ts';

const CREATORS = 12;
const TRADERS = 12;

/** Everybody who acts on the market by itself. The keys are play money of this chain and derive from its seed. */
export type MarketWallets = {
  readonly faucet: SigningKey;
  readonly creators: readonly [SigningKey, ...SigningKey[]];
  readonly traders: readonly [SigningKey, ...SigningKey[]];
};

export function marketWallets(random: Random): MarketWallets {
  const key = (): SigningKey => signingKeyFromSeed(random.bytes(32));
  const keys = (count: number): [SigningKey, ...SigningKey[]] => [
    key(),
    ...Array.from({ length: count - 1 }, key),
  ];
  return { faucet: key(), creators: keys(CREATORS), traders: keys(TRADERS) };
}

export function addressesOf({ faucet, creators, traders }: MarketWallets): ReadonlySet<Address> {
  return new Set([faucet, ...creators, ...traders].map((key) => key.publicKey));
}
