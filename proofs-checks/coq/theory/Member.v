(** Runs on the line: their assumptions, and their recursions, outcome by outcome. *)
From Auxopt Require Export Line.

Lemma sum_at_least n f g : (forall t, (t < n)%nat -> f t <= g t) -> sum n f <= sum n g.
Proof. induction n as [| n IH]; intros H; cbn; [lra |]. apply Rplus_le_compat; [apply IH; auto | auto]. Qed.

Lemma sum_constant n c : sum n (fun _ => c) = INR n * c.
Proof. induction n as [| n IH]; cbn [sum]; [cbn; ring |]. rewrite IH, S_INR. ring. Qed.

Section Member.
Variables (T K B : nat) (sD sh : R) (f f' D' : R -> R) (low : R).
Hypothesis low_f : forall p, low <= f p.
Let P := line_problem T K B sD sh f f' D' low low_f.
Notation number := (line T K B).
Notation at_point := (point T K B).
Notation noise := (noise T K B).

Definition line_run (v : variant) (p : R) (s : start P) (eta a : R) : run := {|
  oracle := P; kind := v; x0 := at_point p : P; init := s; eta := eta; a := a; Algorithm.K := K |}.

Lemma point_known t k p : depends (tossed K B t k) (at_point p).
Proof. intros w w' _. reflexivity. Qed.

Lemma line_assumptions v p s eta a L F0 : 0 < eta -> 0 < a <= 1 -> (1 <= K)%nat -> (1 <= T)%nat -> 0 <= L ->
  smooth_on_line f f' L -> f p - low <= F0 ->
  assumptions (line_run v p s eta a) v T L (sD ^ 2) (sh ^ 2) F0.
Proof.
  intros He Ha HK HT HL H1 HF. constructor; try assumption; try reflexivity.
  - apply point_known.
  - now apply smooth_A1, line_target.
  - intros t Ht. now apply sample_error.
  - intros t k Ht Hk. apply sample_error. intros w. cbn. ring.
  - cbn. unfold point. now rewrite mean_constant.
Qed.

Lemma line_given v p eta a : given_start (line_run v p (given (at_point (D' p) : P)) eta a) 0.
Proof.
  exists (at_point (D' p) : P). split; [reflexivity |]. split; [apply point_known |]. right.
  transitivity (norm2 (zero : number)); [| apply ip_zero]. apply norm2_ext. intros w. cbn. unfold point. ring.
Qed.

Lemma tossed_le t k s j : before t k s j -> (tossed K B t k <= tossed K B s j)%nat.
Proof. apply tossed_before. Qed.

Variables (p eta a : R) (m0 : P).
Let r := line_run AuxMOM p (given m0) eta a.

Lemma line_m t w : m r (S t) w = (1 - a) * m r t w + a * (D' (x r t w) + noise sD (S t) 0 w).
Proof. unfold m, x, m_by, x_by. cbn [state_by]. destruct (state r t) as [[xt mt] bt]. reflexivity. Qed.

Lemma line_y_first t w : y r (S t) 0 w = x r t w.
Proof. reflexivity. Qed.

Lemma line_y t k w : y r (S t) (S k) w =
  y r (S t) k w - eta * (f' (y r (S t) k w) - D' (y r (S t) k w) + noise sh (S t) (S k) w + m r (S t) w).
Proof.
  transitivity (y r (S t) k w + - eta * (f' (y r (S t) k w) - D' (y r (S t) k w) + noise sh (S t) (S k) w + m r (S t) w)); [reflexivity | ring].
Qed.

Lemma line_x t w : x r (S t) w = y r (S t) K w.
Proof. unfold y, x, m, y_by, x_by, m_by. cbn [state_by pred]. destruct (state r t) as [[xt mt] bt]. reflexivity. Qed.

(** A bound for every local point is one for G. *)
Lemma G_at_least c : (1 <= K)%nat -> (1 <= T)%nat ->
  (forall t k, (t < T)%nat -> (k < K)%nat -> c <= norm2 (grad_f (y r (S t) k))) -> c <= G r T.
Proof.
  intros HK HT H. unfold G, G_by. change (Algorithm.K r) with K.
  assert (0 < INR K) by (apply (lt_INR 0); lia). assert (0 < INR T) by (apply (lt_INR 0); lia).
  apply Rmult_le_reg_l with (INR K * INR T); [now apply Rmult_lt_0_compat |].
  replace (INR K * INR T * (_ / (INR K * INR T)))
    with (sum T (fun t => sum K (fun k => norm2 (grad_f (y r (S t) k))))) by (field; lra).
  replace (INR K * INR T * c) with (INR T * (INR K * c)) by ring. rewrite <- sum_constant. apply sum_at_least. intros t Ht.
  rewrite <- sum_constant. apply sum_at_least. intros k Hk. now apply H.
Qed.

Lemma gradient_at_least (v : P) c : (forall w, c ^ 2 <= f' (v w) ^ 2) -> c ^ 2 <= norm2 (grad_f v).
Proof. intros H. rewrite <- (norm2_point T K B c). apply norm2_le. exact H. Qed.

(** f is a parabola. *)
Lemma line_quadratic c : (forall p, f' p = c * p) ->
  exists H : P -> P, symmetric H /\ forall u v w : P, ip (sub (grad_f u) (grad_f v)) w = ip (H (sub u v)) w.
Proof.
  intros E. exists (fun v => scale c v : P). split; [intros u v; now rewrite ip_scale, ip_scale_r |].
  intros u v w. apply mean_ext. intros o. cbn. rewrite !E. ring.
Qed.
End Member.
