(** The proof of CORR: the rounds of a run, then the coefficient as a matrix. *)
From Auxopt Require Export Correlation Draws.

Section Run.
Variables (Q : quadratics) (I : inputs).
Hypothesis batch_pos : forall B, first_correction I = batch B -> (1 <= B)%nat.
Notation B := (batch_size (first_correction I)).
Notation K := (steps I).
Notation T := (horizon I).
Notation reached := (reached Q B K T).
Notation at_draw := (position B K).

Lemma reached_start : reached (at_draw 1 0) (fun N => x (run_on Q N I) 0) (fun N => m (run_on Q N I) 0)
  (fun N => snd (state (run_on Q N I) 0)).
Proof.
  replace (at_draw 1 0) with B by (unfold position; lia).
  unfold x, m, x_by, m_by, state_by, Algorithm.m0, run_on, start_of. cbn [fst snd x0 init oracle].
  destruct (first_correction I) as [m0 | b |] eqn:E.
  - apply (reached_constant Q _ _ _ _ _ m0).
  - cbn [batch_size]. specialize (batch_pos b eq_refl).
    enough (H : forall j, (j <= b)%nat -> Draws.reached Q b K T j (fun _ _ => first_point I)
      (fun N w i => / INR b * vector_sum j (batch_draw Q N b K T (first_point I)) w i) (fun _ _ => first_point I)) by (now apply H).
    induction j as [| j IH]; intros Hj.
    + apply (reached_constant Q b K T 0 (first_point I) (fun i => / INR b * 0) (first_point I)).
    + eapply (reached_snapshot Q b K T j 1 (/ INR b) 0 (/ INR b)); [unfold draws; lia | | apply IH; lia |].
      * intros N. now apply law_at_batch.
      * intros N w i. cbn. unfold batch_draw at 2. ring.
  - apply (reached_constant Q _ _ _ _ _ (fun _ => 0)).
Qed.

Lemma correct_first N m x b : first_correction I = from_first_snapshot /\ 0%nat = 0%nat ->
  correct (run_on Q N I) 1 m x b = sample_D 1 x.
Proof. destruct I as [v x0 s eta a K T]. cbn [first_correction]. intros [-> _]. reflexivity. Qed.

Lemma correct_later N t m x b : ~ (first_correction I = from_first_snapshot /\ t = O) ->
  correct (run_on Q N I) (S t) m x b =
  let average := add (scale (1 - momentum I) m) (scale (momentum I) (sample_D (S t) x)) in
  match method I with
  | AuxMOM => average
  | AuxMVR => add average (scale (1 - momentum I) (sub (sample_D (S t) x) (sample_D (S t) b)))
  | Between carry => add average (scale (carry * (1 - momentum I)) (sub (sample_D (S t) x) (sample_D (S t) b)))
  end.
Proof.
  destruct I as [v x0 s eta a K T]. cbn [first_correction method momentum]. intros H.
  destruct s, t; try reflexivity. exfalso. now apply H.
Qed.

Lemma first_or_not t : (first_correction I = from_first_snapshot /\ t = O) \/ ~ (first_correction I = from_first_snapshot /\ t = O).
Proof. destruct (first_correction I), t; (left; split; reflexivity) || (right; intros [? ?]; discriminate). Qed.

Lemma reached_correction t : (t < T)%nat ->
  reached (at_draw (S t) 0) (fun N => x (run_on Q N I) t) (fun N => m (run_on Q N I) t) (fun N => snd (state (run_on Q N I) t)) ->
  reached (at_draw (S t) 1) (fun N => x (run_on Q N I) t) (fun N => m (run_on Q N I) (S t)) (fun N => x (run_on Q N I) t).
Proof.
  intros Ht R. pose proof (drawn_true K T t 0 Ht ltac:(lia)) as Hd.
  replace (at_draw (S t) 1) with (S (at_draw (S t) 0)) by (unfold position; lia).
  assert (Hp : (at_draw (S t) 0 < draws B K T)%nat) by (destruct (drawn_position B K T _ _ Hd) as (_ & _ & _ & _ & _ & H); exact H).
  assert (Hl : forall N, law_at Q N B K (at_draw (S t) 0) = snapshot_law N).
  { intros N. now rewrite (law_at_position Q N B K T) by exact Hd. }
  assert (E : forall N, m (run_on Q N I) (S t) =
    correct (run_on Q N I) (S t) (m (run_on Q N I) t) (x (run_on Q N I) t) (snd (state (run_on Q N I) t))).
  { intros N. unfold m, x, m_by, x_by. cbn [state_by]. now destruct (state (run_on Q N I) t) as [[xt mt] bt]. }
  destruct (first_or_not t) as [F | F].
  - pose proof F as [_ ->]. apply (reached_snapshot Q B K T _ 0 1 0 1 _ _ _ _ Hp Hl R). intros N w i.
    rewrite E, (correct_first N _ _ _ F). change (answer_D Q N B K T 1 (x (run_on Q N I) 0) w i = 0 * m (run_on Q N I) 0 w i +
      (1 * gradient_D Q N B K T (x (run_on Q N I) 0) w i + (0 * (gradient_D Q N B K T (x (run_on Q N I) 0) w i
      + -1 * gradient_D Q N B K T (snd (state (run_on Q N I) 0)) w i) + 1 * noise_D N (nth (at_draw 1 0) w O) i))).
    unfold answer_D. rewrite Hd. ring.
  - apply (reached_snapshot Q B K T _ (1 - momentum I) (momentum I) (match method I with AuxMOM => 0 | AuxMVR => 1 - momentum I | Between carry => carry * (1 - momentum I) end)
      (momentum I) _ _ _ _ Hp Hl R). intros N w i. rewrite E, (correct_later N t _ _ _ F).
    set (mt := m (run_on Q N I) t). set (xt := x (run_on Q N I) t). set (bt := snd (state (run_on Q N I) t)).
    set (gx := gradient_D Q N B K T xt w i). set (gb := gradient_D Q N B K T bt w i).
    change (affine (dim Q) (difference_hessian Q) (difference_offset Q) (xt w) i) with gx.
    change (affine (dim Q) (difference_hessian Q) (difference_offset Q) (bt w) i) with gb.
    set (nu := noise_D N (nth (at_draw (S t) 0) w O) i).
    assert (Ax : (sample_D (S t) xt : outcome -> vec) w i = gx + nu) by (cbn; unfold answer_D; now rewrite Hd).
    assert (Ab : (sample_D (S t) bt : outcome -> vec) w i = gb + nu) by (cbn; unfold answer_D; now rewrite Hd).
    set (sx := sample_D (S t) xt) in *. set (sb := sample_D (S t) bt) in *. cbn zeta. destruct (method I).
    + change ((1 - momentum I) * mt w i + momentum I * (sx : outcome -> vec) w i = (1 - momentum I) * mt w i + (momentum I * gx
        + (0 * (gx + -1 * gb) + momentum I * nu))). rewrite Ax. ring.
    + change ((1 - momentum I) * mt w i + momentum I * (sx : outcome -> vec) w i
        + (1 - momentum I) * ((sx : outcome -> vec) w i + -1 * (sb : outcome -> vec) w i) = (1 - momentum I) * mt w i + (momentum I * gx
        + ((1 - momentum I) * (gx + -1 * gb) + momentum I * nu))). rewrite Ax, Ab. ring.
    + change ((1 - momentum I) * mt w i + momentum I * (sx : outcome -> vec) w i
        + carry * (1 - momentum I) * ((sx : outcome -> vec) w i + -1 * (sb : outcome -> vec) w i) = (1 - momentum I) * mt w i
        + (momentum I * gx + (carry * (1 - momentum I) * (gx + -1 * gb) + momentum I * nu))). rewrite Ax, Ab. ring.
Qed.

Lemma reached_point t k : (t < T)%nat -> (k <= K)%nat ->
  reached (at_draw (S t) 0) (fun N => x (run_on Q N I) t) (fun N => m (run_on Q N I) t) (fun N => snd (state (run_on Q N I) t)) ->
  reached (at_draw (S t) (S k)) (fun N => y (run_on Q N I) (S t) k) (fun N => m (run_on Q N I) (S t)) (fun N => x (run_on Q N I) t).
Proof.
  intros Ht Hk R. induction k as [| k IH]; [exact (reached_correction t Ht R) |].
  pose proof (drawn_true K T t (S k) Ht Hk) as Hd.
  destruct (drawn_position B K T _ _ Hd) as (_ & _ & _ & _ & _ & Hp).
  replace (at_draw (S t) (S (S k))) with (S (at_draw (S t) (S k))) by (unfold position; lia).
  apply (reached_local Q B K T _ (step I) (fun N => y (run_on Q N I) (S t) k) (fun N => m (run_on Q N I) (S t))
    (fun N => x (run_on Q N I) t) (fun N => y (run_on Q N I) (S t) (S k)) Hp); [| apply IH; lia |].
  - intros N. now rewrite (law_at_position Q N B K T) by exact Hd.
  - intros N w i. change (y (run_on Q N I) (S t) k w i
      + - step I * (answer_h Q N B K T (S t) (S k) (y (run_on Q N I) (S t) k) w i + m (run_on Q N I) (S t) w i) =
      y (run_on Q N I) (S t) k w i + - step I * (affine (dim Q) (local_hessian Q (nth (at_draw (S t) (S k)) w O))
        (local_offset Q (nth (at_draw (S t) (S k)) w O)) (y (run_on Q N I) (S t) k w) i + m (run_on Q N I) (S t) w i)).
    unfold answer_h. now rewrite Hd.
Qed.

Lemma reached_round t : (t <= T)%nat ->
  reached (at_draw (S t) 0) (fun N => x (run_on Q N I) t) (fun N => m (run_on Q N I) t) (fun N => snd (state (run_on Q N I) t)).
Proof.
  induction t as [| t IH]; intros Ht; [exact reached_start |].
  pose proof (reached_point t K ltac:(lia) ltac:(lia) (IH ltac:(lia))) as R.
  replace (at_draw (S (S t)) 0) with (at_draw (S t) (S K)) by (unfold position; lia).
  assert (E : forall N, x (run_on Q N I) (S t) = y (run_on Q N I) (S t) K /\ snd (state (run_on Q N I) (S t)) = x (run_on Q N I) t).
  { intros N. unfold y, x, m, y_by, x_by, m_by. cbn [pred state_by]. now destruct (state (run_on Q N I) t) as [[xt mt] bt]. }
  destruct R as [D F]. split.
  - intros N. destruct (E N) as [-> ->]. apply D.
  - intros L. eapply form_ext; [| apply (F L)]. intros N. cbn beta. now destruct (E N) as [-> ->].
Qed.

Theorem point_form t k : (1 <= t <= T)%nat -> (k <= K)%nat -> form (squared_gradient Q I t k).
Proof.
  intros Ht Hk. destruct t as [| t]; [lia |].
  pose proof (reached_point t k ltac:(lia) Hk (reached_round t ltac:(lia))) as [_ F].
  set (L := fun i => {| constant := - target_offset Q i; on_point := target_hessian Q i; on_correction := fun _ => 0;
    on_previous := fun _ => 0 |}).
  eapply form_ext; [| exact (form_sum (dim Q) _ (fun i => F (L i)))]. intros N. cbn beta.
  rewrite <- expectation_sum. apply expectation_ext. intros w. apply sum_ext. intros i Hi.
  unfold read, L. cbn [constant on_point on_correction on_previous]. unfold dot.
  rewrite (sum_ext _ (fun j => 0 * m (run_on Q N I) (S t) w j) (fun _ => 0)) by (intros; ring).
  rewrite (sum_ext _ (fun j => 0 * x (run_on Q N I) t w j) (fun _ => 0)) by (intros; ring). rewrite sum_zero.
  change (grad_f (y (run_on Q N I) (S t) k) w i) with
    (affine (dim Q) (target_hessian Q) (target_offset Q) (y (run_on Q N I) (S t) k w) i).
  unfold affine. ring.
Qed.
End Run.

(** The coefficient as a matrix. *)
Fixpoint coefficient (S : ranks) : mat :=
  match S with [] => zero_matrix | (c, u) :: rest => fun i j => c * (u i * u j) + coefficient rest i j end.

Lemma form_dot n M u : quadratic_form n M u = dot n (pull n M u) u.
Proof.
  unfold quadratic_form, dot, pull. rewrite sum_swap. apply sum_ext. intros j _.
  rewrite Rmult_comm, <- sum_scale. apply sum_ext. intros. ring.
Qed.

Lemma pull_dot n A u v : dot n (pull n A u) v = dot n u (fun i => sum n (fun j => A i j * v j)).
Proof.
  pose proof (dot_affine n u A (fun _ => 0) v) as E.
  assert (Z : dot n u (fun _ => 0) = 0) by (transitivity (sum n (fun _ => 0)); [apply sum_ext; intros; ring | apply sum_zero]).
  transitivity (dot n u (affine n A (fun _ => 0) v)); [lra |]. apply sum_ext. intros. unfold affine. ring.
Qed.

Lemma trace_coefficient n S M : trace_product n (coefficient S) M = spread n S M.
Proof.
  unfold trace_product. induction S as [| [c u] S IH]; cbn [coefficient spread].
  - transitivity (sum n (fun _ => 0)); [| apply sum_zero]. apply sum_ext. intros i _.
    transitivity (sum n (fun _ => 0)); [| apply sum_zero]. apply sum_ext. intros. unfold zero_matrix. ring.
  - rewrite <- IH. unfold quadratic_form. rewrite (sum_swap n n (fun i j => u i * M i j * u j)), <- sum_scale, <- sum_add.
    apply sum_ext. intros i _. rewrite <- sum_scale, <- sum_add. apply sum_ext. intros. ring.
Qed.

Lemma form_coefficient n S v : nonnegative S -> 0 <= quadratic_form n (coefficient S) v.
Proof.
  intros H. induction H as [| [c u] S Hc H IH]; unfold quadratic_form; cbn [coefficient].
  - right. symmetry. transitivity (sum n (fun _ => 0)); [| apply sum_zero]. apply sum_ext. intros i _.
    transitivity (sum n (fun _ => 0)); [| apply sum_zero]. apply sum_ext. intros. unfold zero_matrix. ring.
  - replace (sum n _) with (c * (dot n u v * dot n u v) + quadratic_form n (coefficient S) v).
    + cbn in Hc. pose proof (Rle_0_sqr (dot n u v)) as Hs. unfold Rsqr in Hs. nra.
    + unfold quadratic_form, dot. rewrite <- (sum_scale n (sum n (fun i => u i * v i))), <- sum_scale, <- sum_add.
      apply sum_ext. intros i _. rewrite (Rmult_comm (sum n _)), <- sum_scale, <- sum_scale, <- sum_add. apply sum_ext. intros. ring.
Qed.

Lemma semidefinite_coefficient n S : nonnegative S -> semidefinite n (coefficient S).
Proof.
  intros H. split; [| intros v; now apply form_coefficient].
  intros i j _ _. unfold transpose. clear H. induction S as [| [c u] S IH]; cbn; [reflexivity |]. rewrite IH. ring.
Qed.

Lemma form_minus n M M' u : quadratic_form n (minus M M') u = quadratic_form n M u - quadratic_form n M' u.
Proof.
  enough (E : quadratic_form n M u = quadratic_form n (minus M M') u + quadratic_form n M' u) by lra.
  unfold quadratic_form. rewrite <- sum_add. apply sum_ext. intros i _. rewrite <- sum_add. apply sum_ext.
  intros. unfold minus. ring.
Qed.

Lemma spread_minus n S M M' : spread n S (minus M M') = spread n S M - spread n S M'.
Proof. induction S as [| [c u] S IH]; cbn; [ring |]. rewrite IH, form_minus. ring. Qed.

Lemma spread_nonneg n S M : nonnegative S -> (forall u, 0 <= quadratic_form n M u) -> 0 <= spread n S M.
Proof.
  intros HS HM. induction HS as [| [c u] S Hc HS IH]; cbn; [lra |]. cbn in Hc. specialize (HM u). nra.
Qed.

Lemma sum_squares_zero n v : dot n v v = 0 -> forall i, (i < n)%nat -> v i = 0.
Proof.
  unfold dot. induction n as [| n IH]; intros E i Hi; [lia |]. cbn in E.
  assert (0 <= sum n (fun i => v i * v i)) by (apply sum_nonneg; intros; nra).
  destruct (Nat.eq_dec i n) as [-> |]; [| apply IH; [nra | lia]]. nra.
Qed.

(** A semidefinite matrix annihilates the vectors at which its form vanishes. *)
Lemma annihilates n M u : semidefinite n M -> quadratic_form n M u = 0 -> forall l, (l < n)%nat -> pull n M u l = 0.
Proof.
  intros [HM HP] E. set (r := pull n M u). apply sum_squares_zero.
  assert (E1 : dot n (pull n M r) u = dot n r r).
  { rewrite pull_dot. apply sum_ext. intros i Hi. f_equal. unfold r, pull. apply sum_ext. intros j Hj.
    rewrite (HM i j Hi Hj). unfold transpose. ring. }
  assert (X : forall s, quadratic_form n M (fun i => 1 * u i + s * r i) =
    quadratic_form n M u + s * (2 * dot n r r) + s * s * quadratic_form n M r).
  { intros s. rewrite !form_dot, pull_dot, dot_left, <- !pull_dot, !dot_add, !dot_scale. fold r. rewrite E1. ring. }
  assert (0 <= quadratic_form n M r) by apply HP. set (q := quadratic_form n M r) in *. set (d := dot n r r) in *.
  assert (0 <= d) by (apply sum_nonneg; intros; nra).
  pose proof (HP (fun i => 1 * u i + (- d / (q + 1)) * r i)) as B. rewrite X, E in B.
  replace (0 + - d / (q + 1) * (2 * d) + - d / (q + 1) * (- d / (q + 1)) * q) with (- (d * d * (q + 2)) / ((q + 1) * (q + 1)))
    in B by (field; lra).
  destruct (Req_dec d 0) as [-> |]; [reflexivity |]. exfalso.
  assert (0 < d * d * (q + 2) / ((q + 1) * (q + 1))) by (apply Rdiv_lt_0_compat; nra). unfold Rdiv in *. nra.
Qed.

Lemma product_zero n S M : nonnegative S -> semidefinite n M -> spread n S M = 0 -> same n (product n (coefficient S) M) zero_matrix.
Proof.
  intros HS HM E i l Hi Hl. unfold product. induction HS as [| [c u] S Hc HS IH]; cbn [coefficient].
  - transitivity (sum n (fun _ => 0)); [| apply sum_zero]. apply sum_ext. intros. unfold zero_matrix. ring.
  - cbn in E, Hc. assert (0 <= spread n S M) by (apply spread_nonneg; [exact HS | apply HM]).
    assert (0 <= quadratic_form n M u) by apply HM. assert (0 <= c * quadratic_form n M u) by now apply Rmult_le_pos.
    transitivity (c * u i * pull n M u l + sum n (fun j => coefficient S i j * M j l)).
    + unfold pull. rewrite <- sum_scale, <- sum_add. apply sum_ext. intros. ring.
    + rewrite IH by lra. destruct (Req_dec c 0) as [-> | Hc']; [unfold zero_matrix; ring |].
      rewrite (annihilates n M u HM) by (try assumption; nra). unfold zero_matrix. ring.
Qed.

Lemma covariance_symmetric {n} (N : snapshot_noise n) i j : covariance_D N i j = covariance_D N j i.
Proof. apply expect_ext. intros. ring. Qed.

Theorem CORR : CORR_statement.
Proof.
  intros Q I t k (_ & _ & HB) Ht Hk. destruct (point_form Q I HB t k Ht Hk) as (c & S & HS & E).
  exists c, (coefficient S). split; [now apply semidefinite_coefficient |].
  split; [intros N; now rewrite E, trace_coefficient |]. intros N N' HL. set (D := minus (covariance_D N) (covariance_D N')).
  assert (HD : semidefinite (dim Q) D).
  { split.
    - intros i j _ _. unfold D, minus, transpose. now rewrite (covariance_symmetric N), (covariance_symmetric N').
    - intros u. unfold D. rewrite form_minus. specialize (HL u). lra. }
  assert (ED : squared_gradient Q I t k N = squared_gradient Q I t k N' + spread (dim Q) S D)
    by (unfold D; rewrite spread_minus, !E; ring).
  assert (0 <= spread (dim Q) S D) by (apply spread_nonneg; [exact HS | apply HD]).
  split; [lra |]. split.
  - intros Hlt Hz. enough (spread (dim Q) S D = 0) by lra. rewrite <- trace_coefficient.
    transitivity (sum (dim Q) (fun _ => 0)); [| apply sum_zero]. apply sum_ext. intros i Hi. exact (Hz i i Hi Hi).
  - intros Hz. destruct (Req_dec (spread (dim Q) S D) 0) as [Z |]; [| lra]. exfalso. apply Hz. now apply product_zero.
Qed.

(** Sigma_D is the sum of the marginal covariances less the cross-covariance and its transpose. *)
Lemma covariance_of_difference {n} (N : snapshot_noise n) i j : covariance_D N i j =
  covariance_f N i j + covariance_h N i j - plus (cross_covariance N) (transpose (cross_covariance N)) i j.
Proof.
  unfold covariance_f, covariance_h, cross_covariance, plus, transpose, covariance_D, covariance, noise_D.
  rewrite (expect_ext _ _ (fun s => noise_f N s i * noise_f N s j + (noise_h N s i * noise_h N s j
    + (-1 * (noise_f N s i * noise_h N s j) + -1 * (noise_f N s j * noise_h N s i))))) by (intros; ring).
  rewrite !expect_add, !expect_scale. ring.
Qed.

Lemma more_correlated_loewner {n} (N N' : snapshot_noise n) : more_correlated N N' -> loewner n (covariance_D N') (covariance_D N).
Proof.
  intros (Ef & Eh & HL) u. specialize (HL u).
  enough (E : quadratic_form n (covariance_D N) u - quadratic_form n (covariance_D N') u =
    quadratic_form n (plus (cross_covariance N') (transpose (cross_covariance N'))) u -
    quadratic_form n (plus (cross_covariance N) (transpose (cross_covariance N))) u) by lra.
  rewrite <- !form_minus. apply sum_ext. intros i Hi. apply sum_ext. intros j Hj. unfold minus.
  rewrite !covariance_of_difference, (Ef i j Hi Hj), (Eh i j Hi Hj). ring.
Qed.

Lemma sum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> sum n f <= sum n g.
Proof. induction n as [| n IH]; intros H; cbn; [lra |]. apply Rplus_le_compat; [apply IH; auto | apply H; lia]. Qed.

Theorem CORR_correlation : CORR_correlation_statement.
Proof.
  intros Q I N N' HI HN. apply more_correlated_loewner in HN.
  assert (P : forall t k, (1 <= t <= horizon I)%nat -> (k <= steps I)%nat -> squared_gradient Q I t k N' <= squared_gradient Q I t k N).
  { intros t k Ht Hk. destruct (CORR Q I t k HI Ht Hk) as (c & C & _ & _ & H). now apply H. }
  split; [exact P |]. unfold average, G, G_by. destruct HI as (HK & HT & _). apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; apply lt_0_INR; assumption.
  - apply sum_le. intros t Ht. apply sum_le. intros k Hk. cbn in Hk. apply P; lia.
Qed.
