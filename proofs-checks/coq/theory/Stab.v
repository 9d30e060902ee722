(** The proof of STAB. *)
From Auxopt Require Export Jury.

Section Pair.
Variable p : eigenpair.
Notation lf := (target_eigenvalue p).
Notation lh := (auxiliary_eigenvalue p).
Notation a := (weight_of p).
Notation Q := (decay p).
Notation S' := (reach p).
Hypothesis weight : 0 < a <= 1.

Lemma reach_decay : lh * S' = 1 - Q.
Proof.
  unfold reach, decay. induction (local_count p) as [| k IH]; cbn [sum pow]; [ring |].
  rewrite Rmult_plus_distr_l, Rmult_plus_distr_l, IH. ring.
Qed.

(** The round map as a matrix, its trace and determinant. *)
Let m11 := Q - a * S' * (lf - lh).
Let m12 := - ((1 - a) * S').
Let m21 := a * (lf - lh).
Let m22 := 1 - a.
Notation t' := (tau m11 m22).
Notation d := (det m11 m12 m21 m22).

Lemma round_act z : round_map p z = act m11 m12 m21 m22 z.
Proof. unfold round_map, act, m11, m12, m21, m22. f_equal; ring. Qed.

Lemma round_iterate t z : iterate (round_map p) t z = iterate (act m11 m12 m21 m22) t z.
Proof. induction t as [| t IH]; cbn [iterate]; [reflexivity |]. now rewrite IH, round_act. Qed.

Lemma determinant : d = Q * (1 - a).
Proof. unfold det, m11, m12, m21, m22. ring. Qed.

Lemma jury_minus : 1 - t' + d = a * S' * lf.
Proof. rewrite determinant. unfold tau, m11, m22. pose proof reach_decay. nra. Qed.

Lemma jury_plus : 1 + t' + d = (2 - a) * (1 + Q) - a * (lf - lh) * S'.
Proof. rewrite determinant. unfold tau, m11, m22. ring. Qed.

Lemma decay_size : Rabs Q * (1 - a) = Rabs d.
Proof. rewrite determinant, Rabs_mult, (Rabs_pos_eq (1 - a)) by lra. reflexivity. Qed.

Lemma stable_jury : stable p <-> Rabs d < 1 /\ Rabs t' < 1 + d.
Proof.
  unfold stable. rewrite decay_size. pose proof jury_minus. pose proof jury_plus. split.
  - intros (Hd & H1 & H2). split; [exact Hd |]. apply Rabs_def1; lra.
  - intros (Hd & Ht). apply Rabs_def2 in Ht. split; [exact Hd |]. split; lra.
Qed.

Lemma not_unstable_jury : not_unstable p <-> Rabs d <= 1 /\ Rabs t' <= 1 + d.
Proof.
  unfold not_unstable. rewrite decay_size. pose proof jury_minus. pose proof jury_plus. split.
  - intros (Hd & H1 & H2). split; [exact Hd |]. apply Rabs_le. lra.
  - intros (Hd & Ht). pose proof (Rle_abs t'). pose proof (Rle_abs (- t')). rewrite Rabs_Ropp in *.
    split; [exact Hd |]. split; lra.
Qed.

Let e1 : R * R := (1, 0).
Let e2 : R * R := (0, 1).

Lemma power t : d ^ t = fst (iterate (round_map p) t e1) * snd (iterate (round_map p) t e2)
  - snd (iterate (round_map p) t e1) * fst (iterate (round_map p) t e2).
Proof. rewrite !round_iterate, area. unfold e1, e2. cbn [fst snd]. ring. Qed.

Lemma not_null_power l c : 1 <= Rabs l -> c <> 0 -> ~ Un_cv (fun t => l ^ t * c) 0.
Proof.
  intros Hl Hc H. destruct (H (Rabs c)) as [n Hn]; [now apply Rabs_pos_lt |]. specialize (Hn n (Nat.le_refl n)).
  unfold Rdist in Hn. rewrite Rminus_0_r, Rabs_mult, <- RPow_abs in Hn.
  pose proof (pow_R1_Rle (Rabs l) n Hl). pose proof (Rabs_pos c). nra.
Qed.

Theorem map_stable : (forall z, vanishes (fun t => iterate (round_map p) t z)) <-> stable p.
Proof.
  rewrite stable_jury. split.
  - intros H. assert (Hd : Rabs d < 1).
    { destruct (Rlt_dec (Rabs d) 1) as [| Hd]; [assumption | exfalso]. apply (not_null_power d 1); [lra | lra |].
      destruct (H e1) as [H1 H2], (H e2) as [H3 H4].
      apply null_ext with (fun t => fst (iterate (round_map p) t e1) * snd (iterate (round_map p) t e2)
        + -1 * (snd (iterate (round_map p) t e1) * fst (iterate (round_map p) t e2))); [intros t; rewrite power; ring |].
      apply null_add; [| apply null_scale]; replace 0 with (0 * 0) by ring; now apply CV_mult. }
    split; [exact Hd |]. destruct (Rlt_dec (Rabs t') (1 + d)) as [| Ht]; [assumption | exfalso].
    apply Rabs_def2 in Hd as [Hd1 Hd2]. destruct (eigenvalue m11 m12 m21 m22) as (l & El & Hl & _); try lra.
    destruct (eigenvector _ _ _ _ l El) as (z & Hz & Ez). destruct (H z) as [H1 H2].
    destruct Hz as [Hz | Hz]; apply (not_null_power l _ Hl Hz).
    + apply null_ext with (fun t => fst (iterate (round_map p) t z)); [| exact H1].
      intros t. now rewrite round_iterate, (eigen_orbit _ _ _ _ l).
    + apply null_ext with (fun t => snd (iterate (round_map p) t z)); [| exact H2].
      intros t. now rewrite round_iterate, (eigen_orbit _ _ _ _ l).
  - intros [Hd Ht] z. destruct (jury_sufficient _ _ _ _ Hd Ht z) as [H1 H2].
    split; [apply null_ext with (2 := H1) | apply null_ext with (2 := H2)]; intros t; now rewrite round_iterate.
Qed.

Lemma scaled_orbit q t z : q <> 0 -> iterate (act (m11 / q) (m12 / q) (m21 / q) (m22 / q)) t z =
  (fst (iterate (round_map p) t z) / q ^ t, snd (iterate (round_map p) t z) / q ^ t).
Proof.
  intros Hq. induction t as [| t IH]; [destruct z; cbn; f_equal; field |]. cbn [iterate]. rewrite IH, round_act.
  unfold act. cbn [fst snd pow].
  f_equal; field; split; try assumption; now apply pow_nonzero.
Qed.

Theorem map_not_unstable : not_unstable p -> forall q, 1 < q -> forall z,
  vanishes (fun t => (fst (iterate (round_map p) t z) / q ^ t, snd (iterate (round_map p) t z) / q ^ t)).
Proof.
  rewrite not_unstable_jury. intros [Hd Ht] q Hq z. assert (Hq2 : 0 < q ^ 2) by nra.
  assert (Ed : det (m11 / q) (m12 / q) (m21 / q) (m22 / q) = d / q ^ 2) by (unfold det; field; lra).
  assert (Et : tau (m11 / q) (m22 / q) = t' / q) by (unfold tau; field; lra).
  assert (Hd1 : d <= 1) by (pose proof (Rle_abs d); lra).
  destruct (jury_sufficient (m11 / q) (m12 / q) (m21 / q) (m22 / q)) with (z := z) as [H1 H2].
  - rewrite Ed. unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ q ^ 2)) by (left; now apply Rinv_0_lt_compat).
    apply Rmult_lt_reg_r with (q ^ 2); [exact Hq2 |]. rewrite Rmult_assoc, Rinv_l by lra. nra.
  - rewrite Ed, Et. unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ q)) by (left; apply Rinv_0_lt_compat; lra).
    apply Rmult_lt_reg_r with (q ^ 2); [exact Hq2 |].
    replace (Rabs t' * / q * q ^ 2) with (Rabs t' * q) by (field; lra).
    replace ((1 + d * / q ^ 2) * q ^ 2) with (q ^ 2 + d) by (field; lra).
    assert (0 < (q - 1) * (q - d)) by (apply Rmult_lt_0_compat; lra). nra.
  - split; [apply null_ext with (2 := H1) | apply null_ext with (2 := H2)]; intros t; rewrite scaled_orbit by lra; reflexivity.
Qed.

Theorem map_unstable : ~ not_unstable p -> exists z, ~ bounded (fun t => iterate (round_map p) t z).
Proof.
  rewrite not_unstable_jury. intros H. destruct (Rle_dec (Rabs d) 1) as [Hd | Hd].
  - assert (Ht : 1 + d < Rabs t') by (destruct (Rle_dec (Rabs t') (1 + d)); [exfalso; auto | lra]).
    pose proof (Rle_abs d). pose proof (Rle_abs (- d)). rewrite Rabs_Ropp in *.
    destruct (eigenvalue m11 m12 m21 m22) as (l & El & _ & Hl); try lra. specialize (Hl Ht).
    destruct (eigenvector _ _ _ _ l El) as (z & Hz & Ez). exists z. intros [b Hb].
    assert (grows : forall c, c <> 0 -> (forall t, Rabs (l ^ t * c) <= b) -> False).
    { intros c Hc Hbc. pose proof (Rabs_pos_lt c Hc). destruct (Pow_x_infinity l Hl ((b + 1) / Rabs c)) as [n Hn].
      specialize (Hn n (Nat.le_refl n)). specialize (Hbc n). rewrite Rabs_mult in Hbc. apply Rge_le in Hn.
      apply Rmult_le_compat_r with (r := Rabs c) in Hn; [| lra]. unfold Rdiv in Hn. rewrite Rmult_assoc, Rinv_l in Hn by lra. lra. }
    destruct Hz as [Hz | Hz]; apply (grows _ Hz); intros t; destruct (Hb t) as [B1 B2];
      rewrite round_iterate, (eigen_orbit _ _ _ _ l _ t Ez) in *; assumption.
  - assert (both : bounded (fun t => iterate (round_map p) t e1) -> bounded (fun t => iterate (round_map p) t e2) -> False).
    { intros [b Hb] [c Hc]. destruct (Pow_x_infinity d ltac:(lra) (2 * b * c + 1)) as [n Hn]. specialize (Hn n (Nat.le_refl n)).
      rewrite power in Hn. destruct (Hb n) as [H1 H2], (Hc n) as [H3 H4]. apply Rge_le in Hn.
      cbn beta in *.
      set (x1 := fst (iterate (round_map p) n e1)) in *. set (y1 := snd (iterate (round_map p) n e1)) in *.
      set (x2 := fst (iterate (round_map p) n e2)) in *.
      set (y2 := snd (iterate (round_map p) n e2)) in *.
      assert (Rabs (x1 * y2 - y1 * x2) <= Rabs x1 * Rabs y2 + Rabs y1 * Rabs x2).
      { rewrite <- !Rabs_mult. unfold Rminus. eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp. lra. }
      assert (Rabs x1 * Rabs y2 <= b * c) by (apply Rmult_le_compat; auto using Rabs_pos).
      assert (Rabs y1 * Rabs x2 <= b * c) by (apply Rmult_le_compat; auto using Rabs_pos). lra. }
    destruct (ClassicalDedekindReals.sig_not_dec (bounded (fun t => iterate (round_map p) t e1))) as [N | N].
    + exists e2. intros B. apply N. intros B1. exact (both B1 B).
    + exists e1. exact N.
Qed.
End Pair.

Theorem STAB_map : STAB_map_statement.
Proof. intros p Hp. cbn zeta. split; [now apply map_stable |]. split; [now apply map_not_unstable | now apply map_unstable]. Qed.

Theorem STAB_round : STAB_round_statement.
Proof.
  intros r p e (Hk & Heta & Ha & HK) [XD Xh] [Ef Eh] z w t.
  assert (ED : forall u v : r, ip (sub (grad_D u) (grad_D v)) e = (target_eigenvalue p - auxiliary_eigenvalue p) * ip (sub u v) e).
  { intros u v. rewrite Rmult_minus_distr_r, <- Ef, <- Eh. unfold grad_h. expand_ip. ring. }
  induction t as [| t IH]; [reflexivity |]. cbn [iterate]. rewrite <- IH. clear IH.
  unfold distance, x, m, x_by, m_by. cbn [state_by]. destruct (state (restart r z) t) as [[xz mz] bz], (state (restart r w) t) as [[xw mw] bw].
  cbn [fst snd]. set (mz' := correct (restart r z) (S t) mz xz bz). set (mw' := correct (restart r w) (S t) mw xw bw).
  set (dx := ip (sub xz xw) e). set (dm := ip (sub mz mw) e). set (dm' := ip (sub mz' mw') e).
  assert (Em : dm' = (1 - a r) * dm + a r * (target_eigenvalue p - auxiliary_eigenvalue p) * dx).
  { unfold dm', mz', mw', correct_by. cbn [restart init kind oracle]. rewrite Hk. rewrite Rmult_assoc. unfold dx. rewrite <- ED.
    unfold dm. expand_ip. cbn [restart a oracle]. rewrite !XD. ring. }
  assert (EK : forall k, ip (sub (local (restart r z) (S t) mz' xz k) (local (restart r w) (S t) mw' xw k)) e =
    (1 - eta r * auxiliary_eigenvalue p) ^ k * dx - eta r * sum k (fun j => (1 - eta r * auxiliary_eigenvalue p) ^ j) * dm').
  { induction k as [| k IH]; [cbn [local_by pow sum]; fold dx; ring |].
    cbn [local_by].
    set (yz := local (restart r z) (S t) mz' xz k) in *.
    set (yw := local (restart r w) (S t) mw' xw k) in *.
    transitivity (ip (sub yz yw) e - eta r * (ip (sub (grad_h yz) (grad_h yw)) e + dm')).
    - unfold dm', at_point. expand_ip. cbn [restart eta oracle]. rewrite !Xh. cbn [restart oracle]. ring.
    - rewrite Eh. cbn [restart oracle] in IH |- *. rewrite IH. cbn [sum pow].
      assert (G : auxiliary_eigenvalue p * (eta r * sum k (fun j => (1 - eta r * auxiliary_eigenvalue p) ^ j)) =
        1 - (1 - eta r * auxiliary_eigenvalue p) ^ k).
      { clear. induction k as [| k IH]; cbn [sum pow]; [ring |]. rewrite Rmult_plus_distr_l, Rmult_plus_distr_l, IH. ring. }
      set (P := (1 - eta r * auxiliary_eigenvalue p) ^ k) in *. set (Sk := sum k _) in *.
      apply (f_equal (fun v => eta r * v * dm')) in G. cbv beta in G. lra. }
  rewrite EK, Em. unfold round_map, decay, reach. cbn [fst snd restart K]. rewrite Heta, Ha, HK. f_equal; ring.
Qed.

(** On the line. *)
Lemma line_distance p cf ch z w t : distance (line_run p cf ch 0 0) (1 : real_line) z w t =
  (x (line_run p cf ch (fst z) (snd z)) t - x (line_run p cf ch (fst w) (snd w)) t,
   m (line_run p cf ch (fst z) (snd z)) t - m (line_run p cf ch (fst w) (snd w)) t).
Proof.
  change (distance (line_run p cf ch 0 0) (1 : real_line) z w t) with
    ((x (line_run p cf ch (fst z) (snd z)) t + -1 * x (line_run p cf ch (fst w) (snd w)) t) * 1,
     (m (line_run p cf ch (fst z) (snd z)) t + -1 * m (line_run p cf ch (fst w) (snd w)) t) * 1).
  f_equal; ring.
Qed.

Lemma line_round p cf ch z w t : distance (line_run p cf ch 0 0) (1 : real_line) z w t =
  iterate (round_map p) t (fst z - fst w, snd z - snd w).
Proof.
  rewrite (STAB_round (line_run p cf ch 0 0) p (1 : real_line)).
  - f_equal. apply line_distance.
  - repeat split.
  - split; [reflexivity |]. intros t' k v u.
    change ((auxiliary_eigenvalue p * v - ch) * u = ((target_eigenvalue p * v - cf) + -1 *
      ((target_eigenvalue p - auxiliary_eigenvalue p) * v - (cf - ch))) * u). ring.
  - split; intros u v.
    + change (((target_eigenvalue p * u - cf) + -1 * (target_eigenvalue p * v - cf)) * 1 =
        target_eigenvalue p * ((u + -1 * v) * 1)). ring.
    + change (((target_eigenvalue p * u - cf + -1 * ((target_eigenvalue p - auxiliary_eigenvalue p) * u - (cf - ch))) + -1 *
        (target_eigenvalue p * v - cf + -1 * ((target_eigenvalue p - auxiliary_eigenvalue p) * v - (cf - ch)))) * 1 =
        auxiliary_eigenvalue p * ((u + -1 * v) * 1)). ring.
Qed.

(** A run that starts at the fixed point stays there. *)
Lemma line_fixed p cf ch xs t : target_eigenvalue p * xs = cf ->
  let ms := (target_eigenvalue p - auxiliary_eigenvalue p) * xs - (cf - ch) in
  x (line_run p cf ch xs ms) t = xs /\ m (line_run p cf ch xs ms) t = ms.
Proof.
  intros E ms. set (r := line_run p cf ch xs ms). induction t as [| t [IHx IHm]]; [split; reflexivity |].
  unfold x, m, x_by, m_by in *. cbn [state_by]. destruct (state r t) as [[xt mt] bt]. cbn [fst snd] in *. subst xt mt.
  assert (Em : correct r (S t) ms xs bt = ms).
  { change ((1 - weight_of p) * ms + weight_of p * ((target_eigenvalue p - auxiliary_eigenvalue p) * xs - (cf - ch)) = ms).
    unfold ms. ring. }
  rewrite Em. split; [| reflexivity].
  assert (EK : forall k, local r (S t) ms xs k = xs).
  { induction k as [| k IH]; [reflexivity |]. cbn [local_by]. rewrite IH.
    change (xs + - rate p * (auxiliary_eigenvalue p * xs - ch + ms) = xs). unfold ms. rewrite <- E. ring. }
  apply EK.
Qed.

Theorem STAB : STAB_statement.
Proof.
  intros p cf ch Hp.
  assert (converges : stable p -> forall start correction,
     Un_cv (x (line_run p cf ch start correction)) (stationary p cf) /\
     Un_cv (m (line_run p cf ch start correction)) (its_correction p cf ch)).
  { intros H start correction. assert (Hf : target_eigenvalue p <> 0) by (destruct H as (_ & H & _); intros E; rewrite E in H; lra).
    set (ms := its_correction p cf ch). set (xs := stationary p cf) in *.
    assert (E : target_eigenvalue p * xs = cf) by (unfold xs, stationary; field; exact Hf).
    pose proof (proj2 (map_stable p Hp) H (start - xs, correction - ms)) as [H1 H2].
    assert (D : forall t, x (line_run p cf ch start correction) t = fst (iterate (round_map p) t (start - xs, correction - ms)) + xs /\
      m (line_run p cf ch start correction) t = snd (iterate (round_map p) t (start - xs, correction - ms)) + ms).
    { intros t. pose proof (line_round p cf ch (start, correction) (xs, ms) t) as E1.
      rewrite line_distance in E1. cbn [fst snd] in E1.
      rewrite <- E1. cbn [fst snd]. pose proof (line_fixed p cf ch xs t E) as F.
      change (x (line_run p cf ch xs ms) t = xs /\ m (line_run p cf ch xs ms) t = ms) in F. destruct F as [Fx Fm]. rewrite Fx, Fm.
      assert (cancel : forall u v : R, u = u - v + v) by (intros; ring). split; apply cancel. }
    split; intros e He; [destruct (H1 e He) as [n Hn] | destruct (H2 e He) as [n Hn]]; exists n; intros t Ht; specialize (Hn t Ht);
      destruct (D t) as [Dx Dm]; unfold Rdist in *; [rewrite Dx | rewrite Dm];
      [replace (_ + xs - xs) with (fst (iterate (round_map p) t (start - xs, correction - ms)) - 0) by ring |
       replace (_ + ms - ms) with (snd (iterate (round_map p) t (start - xs, correction - ms)) - 0) by ring]; exact Hn. }
  split; [split | exact converges].
  - intros (xs & ms & H). apply (proj1 (map_stable p Hp)). intros z.
    destruct (H (fst z) (snd z)) as [X1 M1], (H 0 0) as [X0 M0].
    assert (E0 : forall t, iterate (round_map p) t z = (x (line_run p cf ch (fst z) (snd z)) t - x (line_run p cf ch 0 0) t,
      m (line_run p cf ch (fst z) (snd z)) t - m (line_run p cf ch 0 0) t)).
    { intros t. pose proof (line_round p cf ch z (0, 0) t) as E1.
      rewrite line_distance in E1. cbn [fst snd] in E1. rewrite !Rminus_0_r in E1.
      destruct z. symmetry. exact E1. }
    split.
    + apply null_ext with (fun t => x (line_run p cf ch (fst z) (snd z)) t - x (line_run p cf ch 0 0) t); [intros t; now rewrite E0 |].
      pose proof (CV_minus _ _ _ _ X1 X0) as D. rewrite Rminus_diag in D. exact D.
    + apply null_ext with (fun t => m (line_run p cf ch (fst z) (snd z)) t - m (line_run p cf ch 0 0) t); [intros t; now rewrite E0 |].
      pose proof (CV_minus _ _ _ _ M1 M0) as D. rewrite Rminus_diag in D. exact D.
  - intros H. eexists. eexists. exact (converges H).
Qed.
