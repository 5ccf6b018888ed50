//! Every refusal, played: for every route and every code that it declares, somebody brings the
//! system to it and is refused just so, and nothing is half done.
//!
//! Complete by construction. What a route declares ([`runtime::Function::codes`]) and what is provoked
//! here are compared as sets: a code without a provocation fails, and so does a provocation of what
//! is not declared. Codes that follow from the form of a route are provoked for every route by one
//! rule each ([`every_route`], [`unavailable`]); those of its own stand in the tables of the areas.

mod complete;
mod every_route;
mod gateway;
mod provocation;
mod unavailable;

use crate::{
    stage::{Stage, examples},
    support::Table,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_follows_from_the_form_of_a_route_is_refused_at_every_route() {
    let stage = Stage::new().await;
    let stands = Table::read(&stage.world).await;
    let examples = examples::once(&stage);
    for function in functions::all() {
        let Some(route) = function.route() else { continue };
        let example = examples.iter().find(|example| example.function == function.name);
        let example = example.unwrap_or_else(|| panic!("{} has no example", function.name));
        let request = example.request(&stage);
        every_route::hold(&stage.world, function, route, &request).await;
        unavailable::hold(&stage.world, function, route, &request).await;
        stands.restore(&stage.world).await;
    }
}

/// The areas whose routes have refusals of their own: a table each, and a test that plays it.
macro_rules! areas {
    ($($area:ident)*) => {
        $(mod $area;)*

        const AREAS: &[&[provocation::Provocation]] = &[$($area::PROVOCATIONS),*];

        mod played {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $area() {
                super::provocation::hold_all(super::$area::PROVOCATIONS).await;
            })*
        }
    };
}

areas! {
    account
    central_submissions
    certifications
    diverse_performances
    documents
    files
    integrity
    learning_outcomes
    school
    selections
    session
}
