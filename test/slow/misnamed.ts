/** Mistakes whose first sentence is known to be another one. What is not here must be named first. */
export const misnamed: Readonly<Record<'catalogue' | 'planted', ReadonlySet<string>>> = {
  catalogue: new Set(['accepts-large-weight', 'accepts-any-step-size']),
  planted: new Set(
    `g_anchor_other_sample m_adam_second_moment m_block_128 m_callback_cache m_converged_return m_cosine
    m_early_stop_step m_global_buffer m_half_upload m_log_draw m_nesterov_point m_noise_detect
    m_round_checkpoint m_unrolled_tail v_alias_previous v_global_previous`.split(/\s+/u),
  ),
};
