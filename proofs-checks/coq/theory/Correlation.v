(** CORR, as it is stated in `spec/theorems`: what more correlated snapshot noise does to AuxMOM and AuxMVR on quadratics. With Finite and
    Quadratics, and the four files that all theorems share, this file says what is proved; Corr proves it. *)
From Auxopt Require Export Quadratics.

Definition trace_product (n : nat) (M M' : mat) : R := sum n (fun i => sum n (fun j => M i j * M' j i)).
Definition product (n : nat) (M M' : mat) : mat := fun i l => sum n (fun j => M i j * M' j l).
Definition same (n : nat) (M M' : mat) : Prop := forall i j, (i < n)%nat -> (j < n)%nat -> M i j = M' i j.
Definition plus (M M' : mat) : mat := fun i j => M i j + M' i j.
Definition minus (M M' : mat) : mat := fun i j => M i j - M' i j.
Definition transpose (M : mat) : mat := fun i j => M j i.
Definition zero_matrix : mat := fun _ _ => 0.

(** M is symmetric and positive semidefinite; M is at most M' in the Loewner order. *)
Definition semidefinite (n : nat) (M : mat) : Prop := same n M (transpose M) /\ forall u, 0 <= quadratic_form n M u.
Definition loewner (n : nat) (M M' : mat) : Prop := forall u, quadratic_form n M u <= quadratic_form n M' u.

(** E|grad f(y^{t,k})|^2, and G of all rounds. *)
Definition squared_gradient (Q : quadratics) (I : inputs) (t k : nat) (N : snapshot_noise (dim Q)) : R :=
  norm2 (grad_f (y (run_on Q N I) t k)).
Definition average (Q : quadratics) (I : inputs) (N : snapshot_noise (dim Q)) : R := G (run_on Q N I) (horizon I).

Definition sensible (I : inputs) : Prop :=
  (1 <= steps I)%nat /\ (1 <= horizon I)%nat /\ forall B, first_correction I = batch B -> (1 <= B)%nat.

(** At every local point E|grad f|^2 is affine in the covariance of the noise of g_D, with a positive semidefinite coefficient C: the
    variant, the start, K, eta, a, the local noise decide c and C, the snapshot noise does not. So it is monotone in the Loewner order,
    and strictly less exactly where C does not annihilate the difference. *)
Definition CORR_statement : Prop := forall Q I t k, sensible I -> (1 <= t <= horizon I)%nat -> (k <= steps I)%nat ->
  exists c C, semidefinite (dim Q) C /\
    (forall N, squared_gradient Q I t k N = c + trace_product (dim Q) C (covariance_D N)) /\
    (forall N N', loewner (dim Q) (covariance_D N') (covariance_D N) ->
      squared_gradient Q I t k N' <= squared_gradient Q I t k N /\
      (squared_gradient Q I t k N' < squared_gradient Q I t k N <->
        ~ same (dim Q) (product (dim Q) C (minus (covariance_D N) (covariance_D N'))) zero_matrix)).

(** N' has the marginal covariances of N, and the symmetric part of its cross-covariance is at least that of N. *)
Definition more_correlated {n : nat} (N N' : snapshot_noise n) : Prop :=
  same n (covariance_f N) (covariance_f N') /\ same n (covariance_h N) (covariance_h N') /\
  loewner n (plus (cross_covariance N) (transpose (cross_covariance N)))
    (plus (cross_covariance N') (transpose (cross_covariance N'))).

(** So more correlation hurts nowhere. *)
Definition CORR_correlation_statement : Prop := forall Q I N N', sensible I -> more_correlated N N' ->
  (forall t k, (1 <= t <= horizon I)%nat -> (k <= steps I)%nat -> squared_gradient Q I t k N' <= squared_gradient Q I t k N) /\
  average Q I N' <= average Q I N.
