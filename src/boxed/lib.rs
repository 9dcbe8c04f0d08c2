//! `#[boxed]` on a trait or an impl: each of its async functions gives a future on the heap, so that acts of any type stand behind one
//! door, and their code is made once, where the act is.
//!
//! Why not the crate async-trait, which does the same: it states an outlives clause for every borrowed argument, and the compiler
//! remembers what it proved only among functions with the same clauses. That a future may be sent to another thread is proved through
//! everything that it holds, down to the trees of the query builder; with those clauses that was done anew for each of some 150 acts,
//! twice, and took more than half of the build. Here every borrow has one lifetime and nothing is stated of it, so each proof is made
//! once for all acts.
//!
//! A lifetime within the type of a borrowed argument (`&mut Context<'_>`) may be any that outlives the borrow; an argument that is
//! taken by value holds none.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::visit_mut::{VisitMut, visit_type_reference_mut};
use syn::{Block, FnArg, ImplItem, Item, ReturnType, Signature, TraitItem, TypeReference, parse_quote};

/// See the crate.
#[proc_macro_attribute]
pub fn boxed(_: TokenStream, item: TokenStream) -> TokenStream {
    let mut item = syn::parse_macro_input!(item as Item);
    match &mut item {
        Item::Trait(of) => {
            for item in &mut of.items {
                if let TraitItem::Fn(function) = item
                    && takes(&mut function.sig)
                    && let Some(body) = &mut function.default
                {
                    put(body);
                }
            }
        }
        Item::Impl(of) => {
            for item in &mut of.items {
                if let ImplItem::Fn(function) = item
                    && takes(&mut function.sig)
                {
                    put(&mut function.block);
                }
            }
        }
        other => {
            let refused = syn::Error::new_spanned(other, "boxed stands before a trait or an impl");
            return refused.to_compile_error().into();
        }
    }
    let tokens: Tokens = quote!(#item);
    tokens.into()
}

/// The signature of what gives the future of an async function; false where it was none.
fn takes(of: &mut Signature) -> bool {
    if of.asyncness.take().is_none() {
        return false;
    }
    for input in &mut of.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                if let Some((_, lifetime)) = &mut receiver.reference {
                    *lifetime = Some(parse_quote!('run));
                }
                Borrowed.visit_type_mut(&mut receiver.ty);
            }
            FnArg::Typed(argument) => Borrowed.visit_type_mut(&mut argument.ty),
        }
    }
    of.generics.params.insert(0, parse_quote!('run));
    let output = match &of.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, output) => quote!(#output),
    };
    of.output = parse_quote!(-> ::kernel::boxed::Boxed<'run, #output>);
    true
}

/// The body as a future on the heap.
fn put(body: &mut Block) {
    let inner = &*body;
    *body = parse_quote!({ ::kernel::boxed::boxed(async move #inner) });
}

/// Gives every borrow the one lifetime.
struct Borrowed;

impl VisitMut for Borrowed {
    fn visit_type_reference_mut(&mut self, of: &mut TypeReference) {
        of.lifetime.get_or_insert_with(|| parse_quote!('run));
        visit_type_reference_mut(self, of);
    }
}
