// What the package's developer wrote. Nothing of it can be read from an instance, so src/orders.rs says it again.
namespace Terrasoft.Configuration
{
    [ServiceContract]
    [AspNetCompatibilityRequirements(RequirementsMode = AspNetCompatibilityRequirementsMode.Required)]
    public class UsrOrderService : BaseService
    {
        [OperationContract]
        [WebInvoke(Method = "POST", BodyStyle = WebMessageBodyStyle.Wrapped,
            RequestFormat = WebMessageFormat.Json, ResponseFormat = WebMessageFormat.Json)]
        public UsrOrderResponse Recalculate(Guid orderId, UsrDiscount discount) { /* … */ }

        [OperationContract]
        [WebInvoke(Method = "GET", UriTemplate = "customers/{customerId}/orders?since={since}",
            BodyStyle = WebMessageBodyStyle.Bare, ResponseFormat = WebMessageFormat.Json)]
        public List<UsrOrder> GetOrders(string customerId, DateTime since) { /* … */ }

        [OperationContract]
        [WebInvoke(Method = "POST", BodyStyle = WebMessageBodyStyle.Wrapped,
            RequestFormat = WebMessageFormat.Json, ResponseFormat = WebMessageFormat.Json)]
        [return: MessageParameter(Name = "shipped")]
        public int Ship(Guid[] orderIds, out List<Guid> refused) { /* … */ }

        [OperationContract]
        [WebInvoke(Method = "GET", UriTemplate = "orders/{orderId}/invoice")]
        public Stream GetInvoice(string orderId) { /* … */ }
    }

    [DataContract]
    public class UsrDiscount
    {
        [DataMember(Name = "percent")] public decimal Percent { get; set; }
        [DataMember(Name = "reason")] public string Reason { get; set; }
    }

    [DataContract]
    public class UsrOrderResponse : BaseResponse
    {
        [DataMember(Name = "order")] public UsrOrder Order { get; set; }
    }

    [DataContract]
    public class UsrOrder
    {
        [DataMember(Name = "id")] public Guid Id { get; set; }
        [DataMember(Name = "status")] public UsrOrderStatus Status { get; set; }
        [DataMember(Name = "total")] public decimal Total { get; set; }
        [DataMember(Name = "paidOn")] public DateTime? PaidOn { get; set; }
    }

    public enum UsrOrderStatus { Draft = 0, Confirmed = 1, Shipped = 2 }
}

// A .svc file in Terrasoft.WebApp/ServiceModel, or `AnonymousRoutes` on .NET, opens this one to everybody.
namespace Terrasoft.Configuration
{
    [ServiceContract]
    public class UsrTrackingService
    {
        [OperationContract]
        [WebInvoke(Method = "POST", BodyStyle = WebMessageBodyStyle.WrappedRequest,
            RequestFormat = WebMessageFormat.Json, ResponseFormat = WebMessageFormat.Json)]
        public string Track(string number) { /* … */ }
    }
}
