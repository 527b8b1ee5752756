import type { Address } from '../../../shared/units.ts';
import { BorshWriter } from '../../protocol/borsh-writer.ts';
import { METADATA_PROGRAM } from '../../protocol/programs.ts';
import { rentExemptMinimum, type LedgerAccount } from '../ledger/ledger-account.ts';

const METADATA_V1 = 4;
/** Texts are filled up with zero bytes to these lengths, and the account has this many. */
const NAME_BYTES = 32;
const SYMBOL_BYTES = 10;
const URI_BYTES = 200;
const METADATA_BYTES = 607;

/** mpl-token-metadata's `Metadata`, as far as it says a name: no creators, no collection, not to be changed. */
export function metaplexAccount(
  mint: Address,
  updateAuthority: Address,
  { name, symbol }: { readonly name: string; readonly symbol: string },
): LedgerAccount {
  const written = new BorshWriter()
    .u8(METADATA_V1)
    .address(updateAuthority)
    .address(mint)
    .text(filledUp(name, NAME_BYTES))
    .text(filledUp(symbol, SYMBOL_BYTES))
    .text(filledUp('', URI_BYTES))
    .done();
  const data = new Uint8Array(METADATA_BYTES);
  data.set(written);
  return { lamports: rentExemptMinimum(METADATA_BYTES), owner: METADATA_PROGRAM, data, executable: false };
}

const filledUp = (value: string, bytes: number): string =>
  value + '\0'.repeat(bytes - Buffer.byteLength(value));
