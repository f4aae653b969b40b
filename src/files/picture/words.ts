// What is said where pictures cannot be read because an optional package is missing.

export const NOT_INSTALLED =
  'reading pictures is not installed: npm install without --omit=optional, on a machine that has a build of it';
