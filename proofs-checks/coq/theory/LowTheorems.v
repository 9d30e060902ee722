(** The lower bounds: what the hard members show of every parameter. *)
From Auxopt Require Export Lower LowIterates LowMom.

Theorem LOW_SGD L varf F0 T : LOW_SGD_statement L varf F0 T.
Proof.
  intros HL Hv HF HT.
  assert (All : forall s, 0 < s < 1 -> sgd_at_least L varf F0 T (average T)
    (Rmax (2 * L * F0 / INR T) (Rmin (2 * s * L * F0) ((1 - s) * sqrt (2 * L * F0 * varf / INR T))))).
  { intros s Hs eta He. do 3 eexists. split; [exact (parabola_assumed L varf F0 eta T HL Hv HF He HT) |]. split; [now apply parabola_target |].
    now apply parabola_G. }
  split; [| exact All]. unfold sgd_floor. intros eta He. destruct (All (1 / 2) ltac:(lra) eta He) as (P & g & x & A & A' & B).
  exists P, g, x. split; [exact A |]. split; [exact A' |]. eapply Rle_trans; [| exact B]. right.
  apply f_equal2; [unfold Rdiv; ring | apply f_equal2; [field |]].
  assert (1 <= INR T) by (apply (le_INR 1), HT).
  assert (0 <= L * F0 * varf / (2 * INR T)).
  { apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]. }
  replace (2 * L * F0 * varf / INR T) with (2 ^ 2 * (L * F0 * varf / (2 * INR T))) by (field; lra).
  rewrite sqrt_mult, sqrt_pow2 by lra. lra.
Qed.

Theorem LOW_SGD_ITERATES L F0 T : LOW_SGD_ITERATES_statement L F0 T.
Proof.
  intros HL HF HT eta He. pose proof (le_INR 1 T HT) as H1. change (INR 1) with 1 in H1.
  destruct (Rle_lt_dec (eta * L) 2) as [Hu | Hu].
  - assert (Hfar : 0 <= INR T - 1) by lra. do 3 eexists. split; [exact (huber_assumed L F0 eta _ T HL HF He Hfar HT) |].
    split; [now apply huber_target |]. apply least_at_least. intros t Ht.
    assert (INR t <= INR T - 1) by (pose proof (le_INR (S t) T ltac:(lia)) as Ht1; rewrite S_INR in Ht1; lra).
    rewrite linear_square with (d := INR t) by (assumption || (intros; now apply steady)).
    replace (4 * INR T - 3) with (4 * 1 * (INR T - 1) + 1) by ring. apply slope; lra.
  - do 3 eexists. split; [exact (parabola_assumed L 0 F0 eta T HL (Rle_refl 0) HF He HT) |]. split; [now apply parabola_target |].
    apply least_at_least. intros t Ht.
    rewrite parabola_moments by (assumption || lra || lia).
    assert (S0 : 0 <= 2 * L * F0) by (repeat apply Rmult_le_pos; lra).
    apply Rle_trans with (2 * L * F0).
    + apply Rmult_le_reg_r with (4 * INR T - 3); [lra |].
      replace (2 * L * F0 / (4 * INR T - 3) * (4 * INR T - 3)) with (2 * L * F0) by (field; lra). nra.
    + apply moment_start; try assumption; try lra. nra.
Qed.

Theorem LOW_MOM L delta varD varh F0 K T : LOW_MOM_statement L delta varD varh F0 K T.
Proof.
  intros (HL & Hd & HLd & HD & Hh & HF & HK & HT). pose proof (le_INR 1 T HT) as N. change (INR 1) with 1 in N.
  pose proof (le_INR 1 K HK) as NK. change (INR 1) with 1 in NK.
  assert (Weaken : forall more more' vD vh eta a c c', (forall P, more P -> more' P) -> c' <= c ->
    reaches L delta F0 K T more vD vh eta a c -> reaches L delta F0 K T more' vD vh eta a c').
  { intros more more' vD vh eta a c c' Hm Hc (r & E1 & E2 & E3 & A & B1 & B2 & C & S & G). exists r.
    repeat (split; [assumption |]). split; [now apply Hm |]. split; [exact S | lra]. }
  assert (DF : 0 <= delta * F0) by (apply Rmult_le_pos; lra). assert (LF : 0 <= L * F0) by (apply Rmult_le_pos; lra).
  assert (LDF : 2 * (delta * F0) <= L * F0).
  { replace (2 * (delta * F0)) with (2 * delta * F0) by ring. apply Rmult_le_compat_r; lra. }
  assert (Share : forall d, 1 <= d -> delta * F0 / d <= delta * F0).
  { intros d D1. apply Rmult_le_reg_r with d; [lra |]. replace (delta * F0 / d * d) with (delta * F0) by (field; lra).
    assert (0 <= delta * F0 * (d - 1)) by (apply Rmult_le_pos; lra). lra. }
  (* where eta delta > 1, the stiff member diverges *)
  assert (Cases : forall eta a more vD c, 0 < eta -> 0 < a <= 1 -> 0 <= vD -> (forall P, both_quadratic delta P -> more P) ->
    c <= delta * F0 -> (0 <= 1 - eta * delta -> reaches L delta F0 K T more vD 0 eta a c) ->
    reaches L delta F0 K T more vD 0 eta a c).
  { intros eta a more vD c He Ha HvD Hm Hc Short. destruct (Rle_lt_dec 0 (1 - eta * delta)) as [| Long]; [auto |].
    apply Weaken with (both_quadratic delta) (2 * L * F0); [exact Hm | lra |].
    apply stiff_diverges; try assumption; try lra. assert (eta * (2 * delta) <= eta * L) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Min : forall c z, 0 <= c <= 1 -> c * Rmin (delta * F0) z <= delta * F0).
  { intros c z [C1 C2]. apply Rle_trans with (c * (delta * F0)); [apply Rmult_le_compat_l; [lra | apply Rmin_l] |].
    rewrite <- (Rmult_1_l (delta * F0)) at 2. apply Rmult_le_compat_r; lra. }
  assert (Th : forall eta a, 0 < eta -> 0 < a <= 1 -> 0 <= 1 - eta * delta -> 0 < theta (1 - eta * delta) a K <= 1).
  { intros eta a He Ha Hb. apply theta_range; try assumption. assert (0 < eta * delta) by now apply Rmult_lt_0_compat. lra. }
  repeat split.
  - intros eta a He Ha. apply Cases; try assumption; try lra; [intros P _; exact I | apply Share; lra |]. intros Hb.
    destruct (Th eta a He Ha Hb) as [T1 T2].
    apply Weaken with any (delta * F0 / (INR T * theta (1 - eta * delta) a K + 5 / 4 - theta (1 - eta * delta) a K));
      [auto | | now apply huber_reaches].
    set (th := theta _ _ _) in *. apply Rmult_le_compat_l; [exact DF |]. assert (0 <= (INR T - 1) * (1 - th)) by (apply Rmult_le_pos; lra).
    assert (0 <= (INR T - 1) * th) by (apply Rmult_le_pos; lra). apply Rinv_le_contravar; lra.
  - intros eta a He Ha. apply Cases; try assumption; [intros P _; exact I | apply Min; lra |]. intros Hb.
    destruct (Th eta a He Ha Hb) as [T1 T2].
    apply one_of_two with (delta * F0 / (INR T * theta (1 - eta * delta) a K + 5 / 4 - theta (1 - eta * delta) a K));
      try assumption; try lra; [now apply huber_reaches | apply noise_reaches; try assumption; lra | intros P _; exact I | |].
    + set (th := theta _ _ _) in *. intros Y. assert (0 <= (INR T - 1) * th) by (apply Rmult_le_pos; lra).
      replace (delta * F0 / (INR T * th + 5 / 4 - th)) with (/ (INR T * th + 5 / 4 - th) * (delta * F0)) by (unfold Rdiv; ring).
      apply Rmult_le_compat_r; [exact DF |]. apply Rmult_le_reg_r with (INR T * th + 5 / 4 - th); [lra |].
      rewrite Rinv_l; lra.
    + set (th := theta _ _ _) in *. intros Y.
      replace (3 / 8 * (INR T * th - 2 - th / 2) * (delta * F0 / (INR T * th + 5 / 4 - th)))
        with (3 / 8 * (INR T * th - 2 - th / 2) / (INR T * th + 5 / 4 - th) * (delta * F0)) by (field; lra).
      apply Rmult_le_compat_r; [exact DF |]. apply Rmult_le_reg_r with (INR T * th + 5 / 4 - th); [lra |].
      replace (3 / 8 * (INR T * th - 2 - th / 2) / (INR T * th + 5 / 4 - th) * (INR T * th + 5 / 4 - th))
        with (3 / 8 * (INR T * th - 2 - th / 2)) by (field; lra). lra.
  - intros eta a He Ha. apply Weaken with (both_quadratic delta)
      (Rmax (2 * L * F0 / (INR K * INR T)) (Rmin (L * F0) (sqrt (L * F0 * 0 / (2 * INR K * INR T)))));
      [auto | apply Rmax_l | apply stiff_floor; try assumption; lra].
  - intros eta a He Ha. apply Weaken with (both_quadratic delta)
      (Rmax (2 * L * F0 / (INR K * INR T)) (Rmin (L * F0) (sqrt (L * F0 * varh / (2 * INR K * INR T)))));
      [auto | apply Rmax_r | apply stiff_floor; try assumption; lra].
  - intros eta a He Ha. apply Cases; try assumption; try lra; [auto | |].
    { pose proof (Share (INR T) N). lra. }
    intros Hb. destruct (Th eta a He Ha Hb) as [T1 T2].
    apply Weaken with (both_quadratic delta) (8 / 27 * (delta * F0 / (INR T * theta (1 - eta * delta) a K + 1 - theta (1 - eta * delta) a K)));
      [auto | | now apply parabola_reaches].
    set (th := theta _ _ _) in *. apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_l; [exact DF |].
    assert (0 <= (INR T - 1) * (1 - th)) by (apply Rmult_le_pos; lra). assert (0 <= (INR T - 1) * th) by (apply Rmult_le_pos; lra).
    apply Rinv_le_contravar; lra.
  - intros eta a He Ha. apply Cases; try assumption; [auto | apply Min; lra |]. intros Hb.
    destruct (Th eta a He Ha Hb) as [T1 T2].
    apply one_of_two with (8 / 27 * (delta * F0 / (INR T * theta (1 - eta * delta) a K + 1 - theta (1 - eta * delta) a K)));
      try assumption; try lra; [now apply parabola_reaches | apply noise_reaches; try assumption; lra | auto | |].
    + set (th := theta _ _ _) in *. intros Y. assert (0 <= (INR T - 1) * th) by (apply Rmult_le_pos; lra).
      replace (8 / 27 * (delta * F0 / (INR T * th + 1 - th))) with (8 / 27 * / (INR T * th + 1 - th) * (delta * F0)) by (unfold Rdiv; ring).
      apply Rmult_le_compat_r; [exact DF |]. apply Rmult_le_reg_r with (INR T * th + 1 - th); [lra |].
      rewrite Rmult_assoc, Rinv_l; lra.
    + set (th := theta _ _ _) in *. intros Y.
      replace (3 / 8 * (INR T * th - 2 - th / 2) * (8 / 27 * (delta * F0 / (INR T * th + 1 - th))))
        with (1 / 9 * (INR T * th - 2 - th / 2) / (INR T * th + 1 - th) * (delta * F0)) by (field; lra).
      apply Rmult_le_compat_r; [exact DF |]. apply Rmult_le_reg_r with (INR T * th + 1 - th); [lra |].
      replace (1 / 9 * (INR T * th - 2 - th / 2) / (INR T * th + 1 - th) * (INR T * th + 1 - th))
        with (1 / 9 * (INR T * th - 2 - th / 2)) by (field; lra). lra.
Qed.
