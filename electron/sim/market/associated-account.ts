import { tokenUnits, type Address } from '../../../shared/units.ts';
import { TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../protocol/token-account.ts';
import { extensionNumber, joinExtensions } from '../../protocol/token-2022-extensions.ts';
import { decodeToken2022Mint } from '../../protocol/token-2022-mint.ts';
import { rentExemptMinimum, type LedgerAccount } from '../ledger/ledger-account.ts';
import { requiredAccountExtensions } from '../programs/token-2022-ledger.ts';

/** An empty token account as the associated token program makes it for a mint of either token program. */
export function newAssociatedAccount(mintAt: LedgerAccount, mint: Address, owner: Address): LedgerAccount {
  const own = encodeTokenAccount(plainTokenAccount({ mint, owner, amount: tokenUnits(0n) }));
  const data = mintAt.owner === TOKEN_2022_PROGRAM ? extended(own, mintAt.data) : own;
  return { lamports: rentExemptMinimum(data.length), owner: mintAt.owner, data, executable: false };
}

function extended(own: Uint8Array, mintData: Uint8Array): Uint8Array {
  const mint = decodeToken2022Mint(mintData);
  if (mint === null) throw new Error('not a mint');
  const immutableOwner = { type: extensionNumber('ImmutableOwner'), data: new Uint8Array(0) };
  const required = requiredAccountExtensions(mint).filter(({ type }) => type !== immutableOwner.type);
  return joinExtensions(own, 'account', [immutableOwner, ...required]);
}
