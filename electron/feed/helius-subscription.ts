import {
  AMM_V4_CREATE_FEE_ACCOUNT,
  CPMM_CREATE_FEE_ACCOUNT,
  LAUNCHLAB_PROGRAM,
} from '../protocol/programs.ts';
import type { Subscribe } from './chain-socket.ts';

/**
 * Asks for every transaction that pays AMM v4's or CPMM's creation fee (all creations, no swaps) and for all of
 * LaunchLab's: no account is touched by its creations and not by its trades, so that those come along and are passed
 * over. Helius' `transactionSubscribe`, an extension of the standard websocket interface.
 */
export const SUBSCRIBE_TO_CREATIONS: Subscribe = {
  method: 'transactionSubscribe',
  params: [
    {
      accountInclude: [AMM_V4_CREATE_FEE_ACCOUNT, CPMM_CREATE_FEE_ACCOUNT, LAUNCHLAB_PROGRAM],
      accountRequired: [],
      vote: false,
      failed: false,
    },
    {
      commitment: 'processed',
      encoding: 'base64',
      transactionDetails: 'full',
      maxSupportedTransactionVersion: 0,
    },
  ],
};
