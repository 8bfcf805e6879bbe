//! What an integrator reads at two in the morning: whole texts, since they are what there is to go by.

mod answers;
mod busy;
mod drift;
mod logins;
mod refusals;
mod sessions;
