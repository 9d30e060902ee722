(** NAIVE: without a correction the method converges to another point than the minimiser.

    The toy is f(x) = x^2/2 and h(x) = (x - zeta/2)^2, so that grad f(x) = x and grad h(y) = 2 y - zeta; eta = 1/10, K = 10. What is to
    be read is the method and the theorem. *)
From Coq Require Import Reals Lra.
Open Scope R_scope.

(** k local steps after the first one, which goes along grad f at the snapshot; then t rounds of ten steps. *)
Fixpoint naive_local (zeta x : R) (k : nat) : R :=
  match k with
  | O => x - 1 / 10 * x
  | S k' => let y := naive_local zeta x k' in y - 1 / 10 * (2 * y - zeta)
  end.

Fixpoint naive (zeta x0 : R) (t : nat) : R := match t with O => x0 | S t' => naive_local zeta (naive zeta x0 t') 9 end.

(** From every start, f(x^t) tends to c zeta^2, and the minimum of f is 0. *)
Definition NAIVE_statement : Prop := exists c, 0.1212126750 <= c < 0.1212126751 /\
  forall zeta x0, Un_cv (fun t => naive zeta x0 t ^ 2 / 2) (c * zeta ^ 2).

(** A round maps x to r x + s zeta; its fixed point is p zeta. *)
Definition factor : R := 9 / 10 * (4 / 5) ^ 9.
Definition limit_point : R := (1 - (4 / 5) ^ 9) / 2 / (1 - factor).

Lemma naive_round zeta x : naive_local zeta x 9 - limit_point * zeta = factor * (x - limit_point * zeta).
Proof. unfold limit_point, factor. cbn [naive_local]. field. Qed.

Lemma naive_rounds zeta x0 t : naive zeta x0 t = limit_point * zeta + factor ^ t * (x0 - limit_point * zeta).
Proof.
  induction t as [| t IH]; cbn [naive pow]; [ring |].
  pose proof (naive_round zeta (naive zeta x0 t)) as E. rewrite IH in E at 2. rewrite Rmult_assoc. lra.
Qed.

Lemma factor_below_1 : Rabs factor < 1.
Proof. unfold factor. rewrite Rabs_pos_eq by lra. lra. Qed.

Theorem NAIVE : NAIVE_statement.
Proof.
  exists (limit_point ^ 2 / 2). split; [unfold limit_point, factor; lra |]. intros zeta x0.
  set (b := x0 - limit_point * zeta).
  assert (P : Un_cv (fun t => factor ^ t) 0).
  { intros e He. destruct (pow_lt_1_zero factor factor_below_1 e He) as [n Hn]. exists n. intros t Ht.
    unfold Rdist. rewrite Rminus_0_r. now apply Hn. }
  assert (C : forall c, Un_cv (fun _ => c) c).
  { intros c e He. exists O. intros t _. unfold Rdist. now rewrite Rminus_diag, Rabs_R0. }
  assert (X : Un_cv (fun t => limit_point * zeta + factor ^ t * b) (limit_point * zeta + 0 * b)).
  { apply CV_plus; [apply C | now apply (CV_mult (fun t => factor ^ t) (fun _ => b))]. }
  pose proof (CV_mult _ _ _ _ X X) as X2. pose proof (CV_mult _ _ _ _ X2 (C (1 / 2))) as H.
  replace (limit_point ^ 2 / 2 * zeta ^ 2) with ((limit_point * zeta + 0 * b) * (limit_point * zeta + 0 * b) * (1 / 2)) by field.
  intros e He. destruct (H e He) as [n Hn]. exists n. intros t Ht. rewrite naive_rounds. fold b.
  replace ((limit_point * zeta + factor ^ t * b) ^ 2 / 2) with
    ((limit_point * zeta + factor ^ t * b) * (limit_point * zeta + factor ^ t * b) * (1 / 2)) by field. now apply Hn.
Qed.
