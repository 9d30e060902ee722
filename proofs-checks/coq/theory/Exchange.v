(** EXCH: the noise of an oracle at a point has the same mean square for two draws of one law, where the point is older than both. To be
    read after [Finite], whose model of draws it speaks of: n independent draws, draw p by the law [laws p]. *)
From Auxopt Require Export Finite.

(** The answer at a point u is noise (u, atom); |noise|^2 is what is averaged, so it may be any number g of the two. *)
Definition EXCH_statement : Prop := forall (laws : nat -> law) (n p q : nat) (V : Type) (u : outcome -> V) (g : V -> nat -> R),
  (p < n)%nat -> (q < n)%nat -> depends (Nat.min p q) u -> laws p = laws q ->
  expectation laws n (fun w => g (u w) (nth p w O)) = expectation laws n (fun w => g (u w) (nth q w O)).

(** Neither condition can be left out: with one draw more than the point is older than, or with two laws, it is false. *)
Definition EXCH_needs_age : Prop := exists (l : law) (u : outcome -> nat) (g : nat -> nat -> R),
  depends 1 u /\ expectation (fun _ => l) 2 (fun w => g (u w) (nth 0 w O)) <> expectation (fun _ => l) 2 (fun w => g (u w) (nth 1 w O)).

Definition EXCH_needs_one_law : Prop := exists (laws : nat -> law) (g : nat -> R),
  expectation laws 2 (fun w => g (nth 0 w O)) <> expectation laws 2 (fun w => g (nth 1 w O)).
