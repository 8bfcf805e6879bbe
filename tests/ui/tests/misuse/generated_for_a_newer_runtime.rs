const _: () = ::creatio_runtime::generated::check(99);

fn main() {}
