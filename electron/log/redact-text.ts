const REDACTED = '[redacted]';

// Order matters: an address is taken apart before anything inside it could be taken for something else.
const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // user:password@ of a URL.
  [/\b([a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/?#@'"]{1,512}@/gi, `$1${REDACTED}@`],
  // A parameter that carries a key, in a URL or by itself.
  [
    /([?&](?:key|token|auth|sig)|\b(?:api[-_]?key|access[-_]?token|auth[-_]?token|secret|password))=[^\s&#'"<>]+/gi,
    `$1=${REDACTED}`,
  ],
  // Providers put the key into the path: any long piece of a URL's path without a dot is taken for one.
  [/(?<=\b(?:https?|wss?):\/\/[^\s'"?#]{1,512}\/)[A-Za-z0-9_-]{20,}(?=[/?#\s'"]|$)/g, REDACTED],
  // A key as a list of bytes, as wallets save it.
  [/\[\s*(?:\d{1,3}\s*,\s*){31,}\d{1,3}\s*\]/g, REDACTED],
  // A key that is named as one, with what stands behind the name.
  [
    /\b((?:secret|private|priv)[-_ ]?key|keypair|mnemonic|seed[-_ ]?phrase|passphrase|password|authorization|bearer)(["']?\s*[:=]?\s*["']?)[^\s"',;}\]]{8,}/gi,
    `$1$2${REDACTED}`,
  ],
];

// What every rule needs to match: most texts have none of it and cost one look.
const SUSPICIOUS = /[=[@]|:\/\/|secret|priv|keypair|mnemonic|seed|passphrase|password|authorization|bearer/i;

/** A text longer than this is cut before it is looked at: rules over it would cost more than it is worth. */
const MAX_TEXT = 4096;

/**
 * The text with what looks like a secret taken out: keys in URLs, bytes of a key pair, values behind a telling name.
 * A base58 text by itself stays: a secret key looks like a signature, and signatures are what a log is read for.
 */
export function redactText(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
  if (!SUSPICIOUS.test(cut)) return cut;
  return RULES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), cut);
}

const SECRET_NAMES: readonly string[] = [
  'secretkey',
  'privatekey',
  'privkey',
  'keypair',
  'mnemonic',
  'seedphrase',
  'passphrase',
  'password',
  'passwd',
  'apikey',
  'accesstoken',
  'authtoken',
  'authorization',
  'bearer',
  'cookie',
];
const SECRET_ENDS: readonly string[] = ['secret', 'private'];
const KEY_ENDS: readonly string[] = ['key', 'seed', 'signer', 'wallet'];

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[-_\s]/g, '');

/** Whether a field of this name holds a secret by its name alone. */
export function isSecretName(name: string): boolean {
  const plain = plainName(name);
  return SECRET_NAMES.some((part) => plain.includes(part)) || SECRET_ENDS.some((end) => plain.endsWith(end));
}

/** Names that a public key has as well: what stands there is a secret only when it is as long as one. */
export function isKeyName(name: string): boolean {
  const plain = plainName(name);
  return KEY_ENDS.some((end) => plain.endsWith(end));
}

/** 64 bytes in base58, base64 or hex: the length of a secret key, or of a signature. */
export function isAsLongAsASecret(text: string): boolean {
  return /^[A-Za-z0-9+/=]{80,128}$/.test(text);
}

export const REDACTED_TEXT = REDACTED;
