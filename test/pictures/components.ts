/** Where a page of ours finds the components that look as Discord does, and what they stand on. */
export const IMPORTS = {
  '@skyra/discord-components-core': '/node_modules/@skyra/discord-components-core/dist/index.js',
  lit: '/node_modules/lit/index.js',
  'lit/': '/node_modules/lit/',
  'lit-html': '/node_modules/lit-html/lit-html.js',
  'lit-html/': '/node_modules/lit-html/',
  'lit-element/': '/node_modules/lit-element/',
  '@lit/reactive-element': '/node_modules/@lit/reactive-element/reactive-element.js',
  '@lit/reactive-element/': '/node_modules/@lit/reactive-element/',
  '@lit/context': '/node_modules/@lit/context/index.js',
}
