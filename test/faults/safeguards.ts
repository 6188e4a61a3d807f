/** A safeguard, by the words of the program that make it. */
export type Safeguard = { readonly file: string; readonly from: string; readonly to: string }

/** What `--without` can take out of the program, each in turn, to show that the campaign would notice. No operator can. */
export const SAFEGUARDS: Readonly<Record<string, Safeguard>> = {
  nonce: { file: 'channels/discord/posts.ts', from: 'nonce: post.key, enforce_nonce: true', to: 'nonce: post.key, enforce_nonce: false' },
  reconciliation: { file: 'delivery/deliver.ts', from: 'found = delivery.wasUnknown ?', to: 'found = false ?' },
  lease: { file: 'store/claim.ts', from: 'lease_until: now + leaseMs', to: 'lease_until: now' },
}
