const _: () = ::creatio_runtime::generated::check(0);

fn main() {}
