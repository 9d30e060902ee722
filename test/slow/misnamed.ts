/** Mistakes whose first sentence is known to be another one. What is not here must be named first. */
export const misnamed: Readonly<Record<'catalogue' | 'planted', ReadonlySet<string>>> = {
  catalogue: new Set(['accepts-large-weight', 'accepts-any-step-size']),
  planted: new Set([
    'm_a_floor',
    'm_batch_sum',
    'm_block_128',
    'm_early_stop_step',
    'm_global_buffer',
    'm_local_at_anchor',
    'm_m_only_first_step',
    'm_noise_detect',
    'm_returns_old_m',
    'm_t_cap',
    'm_unrolled_tail',
    'n_f_every_step',
    's_hidden_momentum',
    'v_global_previous',
    'v_weight_a',
  ]),
};
