using System.Net;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Tests.Access;

public sealed class SourceTests
{
    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::1", "10.0.0.1, 198.51.100.1:51234", "198.51.100.1")]
    [InlineData("127.0.0.1", "[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("127.0.0.1", "whoever", "127.0.0.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    [InlineData(null, null, "unknown")]
    public void Only_a_proxy_on_this_machine_is_believed_whom_it_serves(string? peer, string? forwarded, string source)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        if (forwarded is not null)
        {
            http.Request.Headers["X-Forwarded-For"] = forwarded;
        }

        Assert.Equal(source, Authenticator.SourceOf(http));
    }
}
