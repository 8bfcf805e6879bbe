use creatio_runtime::Contract;

struct Recalculate;

fn call<C: Contract>(_: C) {}

fn main() {
    call(Recalculate);
}
