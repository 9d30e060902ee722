/** Mistakes whose first sentence is known to be another one. What is not here must be named first. */
export const misnamed: Readonly<Record<'catalogue' | 'planted', ReadonlySet<string>>> = {
  catalogue: new Set(['accepts-large-weight', 'accepts-any-step-size']),
  planted: new Set([
    'm_adam_second_moment',
    'm_block_128',
    'm_early_stop_step',
    'm_global_buffer',
    'm_noise_detect',
    'm_returns_old_m',
    'm_unrolled_tail',
    's_hidden_momentum',
    'v_global_previous',
  ]),
};
