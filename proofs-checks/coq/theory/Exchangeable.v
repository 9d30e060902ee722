(** The proof of EXCH: either draw may be averaged by itself, because the point depends on neither. *)
From Auxopt Require Export Exchange.

Theorem EXCH : EXCH_statement.
Proof.
  intros laws n p q V u g Hp Hq D E.
  assert (Dp : forall i j, (Nat.min p q <= i)%nat -> depends i (fun w => g (u w) j)).
  { intros i j Hi w w' Ew. f_equal. now apply (depends_le (Nat.min p q) i). }
  rewrite (average_draw p laws n (fun w j => g (u w) j) Hp) by (intros j; apply Dp; lia).
  rewrite (average_draw q laws n (fun w j => g (u w) j) Hq) by (intros j; apply Dp; lia).
  now rewrite E.
Qed.

(** A fair coin, and one that always falls on 0. *)
Definition coin : law.
Proof. refine {| atoms := 2; weight := fun _ => / 2 |}; [intros; lra | cbn; lra]. Defined.

Definition certain : law.
Proof. refine {| atoms := 1; weight := fun _ => 1 |}; [intros; lra | cbn; lra]. Defined.

Theorem EXCH_age : EXCH_needs_age.
Proof.
  exists coin, (fun w => nth 0 w O), (fun i j => if Nat.eqb i j then 1 else 0). split; [apply depends_draw |].
  cbn. lra.
Qed.

Theorem EXCH_one_law : EXCH_needs_one_law.
Proof.
  exists (fun p => match p with O => coin | _ => certain end), (fun j => INR j). cbn. lra.
Qed.
