/** Addresses that exist, so that nothing here depends on how base58 is written. */
export const POOL = '58oQChx4yWmvKdwLLZzBi4ChoCc2fqCUWBkwMihLYQo2';
export const WSOL = 'So11111111111111111111111111111111111111112';
export const TOKEN = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
export const VAULT = 'DQyrAcCrDXQ7NeoqGgDCZwBvWDcYmFCjSb9JtteuvPpz';
export const TOKEN_PROGRAM = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';

export const SHORT = { pool_id: POOL, base_token: WSOL, quote_token: TOKEN };

export const DETAIL = {
  base_vault: VAULT,
  quote_vault: POOL,
  lp_mint: TOKEN,
  base_decimals: 9,
  quote_decimals: 6,
  base_reserve: '79005359123',
  quote_reserve: '206900000000000',
  open_time: 1_735_000_000,
};

export const FULL = {
  ...SHORT,
  program: 'amm-v4',
  symbol: 'BONK',
  name: 'Bonk of the day',
  slot: 310_000_000,
  ...DETAIL,
  token: {
    token_program: TOKEN_PROGRAM,
    decimals: 6,
    supply: '1000000000000000',
    mint_authority: null,
    freeze_authority: VAULT,
  },
  lp_burned_bps: 10_000,
};
