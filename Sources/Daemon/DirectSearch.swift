import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
import Search

/// Answers small searches right where their bytes arrive: on the thread of the connection.
///
/// From a connection's thread to the pool on which requests are handled, on to a thread for
/// searches and back are four changes of threads: 0.4 ms on two cores, where most searches take
/// 0.2 ms. So a search on a connection that is alone on its thread is answered there; nobody else
/// can be made to wait. Everything else goes on to the ``Responder``, as do searches while an
/// earlier request of the connection is still being answered.
///
/// Stands between the HTTP codec and Hummingbird's own handlers, of which one closes connections
/// that do nothing. That one does not see searches that are answered here: now and then one takes
/// the long way, so that it knows the connection is used.
final class DirectSearch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A larger body goes the long way, which counts what is read.
    static let maximumBodyBytes = 64 << 10

    private enum State {
        /// Parts are passed on.
        case passing
        /// The parts of a search are gathered.
        case gathering(HTTPRequest, ByteBuffer)
    }

    private let service: QueryService
    private let occupancy: LoopOccupancy
    /// For how long every search may be answered here.
    private let patience: Duration
    private var state = State.passing
    private var passedOn = 0
    private var lastPassedOn = ContinuousClock.now
    private var date = HTTPDate()

    init(service: QueryService, occupancy: LoopOccupancy, idle: TimeAmount) {
        self.service = service
        self.occupancy = occupancy
        patience = .nanoseconds(idle.nanoseconds / 3)
    }

    func handlerAdded(context: ChannelHandlerContext) { occupancy.add(context.eventLoop) }

    func handlerRemoved(context: ChannelHandlerContext) { occupancy.remove(context.eventLoop) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), _):
            if isAnsweredHere(head, context.eventLoop) {
                state = .gathering(head, ByteBuffer())
            } else {
                state = .passing
                passedOn += 1
                lastPassedOn = .now
                context.fireChannelRead(data)
            }
        case (.body(var part), .gathering(let head, var body)):
            // Taken out, so that the bytes are appended in place.
            state = .passing
            body.writeBuffer(&part)
            state = .gathering(head, body)
        case (.end, .gathering(let head, let body)):
            state = .passing
            answer(head, body, context)
        case (.body, .passing), (.end, .passing): context.fireChannelRead(data)
        }
    }

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        if case .end = unwrapOutboundIn(data) { passedOn -= 1 }
        context.write(data, promise: promise)
    }

    private func isAnsweredHere(_ head: HTTPRequest, _ loop: any EventLoop) -> Bool {
        guard passedOn == 0, SearchRequest.isSearch(head) else { return false }
        let headers = head.headerFields
        guard headers[.origin] == nil, headers[.connection] == nil, headers[.expect] == nil,
            headers[.transferEncoding] == nil
        else { return false }
        if let length = headers[.contentLength] {
            guard let length = Int(length), length <= Self.maximumBodyBytes else { return false }
        }
        return occupancy.isAlone(loop) && .now - lastPassedOn < patience
    }

    private func answer(
        _ head: HTTPRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext
    ) {
        let answer = service.searchNow(head, body)
        var response = HTTPResponse(status: answer.status)
        response.headerFields[.contentType] = answer.contentType
        response.headerFields[.contentLength] = String(answer.bytes.count)
        response.headerFields[.date] = date.text
        response.headerFields[.server] = "byline"
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

extension SearchRequest {
    /// Whether a request is a search, as the table of routes has it.
    static func isSearch(_ head: HTTPRequest) -> Bool {
        guard let path = head.path else { return false }
        let plain = path.prefix { $0 != "?" }
        return plain == Route.search.row.path && Route.search.row.methods.contains(head.method)
    }
}

/// The date of now as HTTP writes it (RFC 9110, section 5.6.7), made once a second.
struct HTTPDate {
    private var second = 0
    private var known = ""

    /// As `Sun, 06 Nov 1994 08:49:37 GMT`.
    var text: String {
        mutating get {
            var now = time(nil)
            if now == second { return known }
            second = now
            var parts = tm()
            gmtime_r(&now, &parts)
            var buffer = [CChar](repeating: 0, count: 40)
            // The C locale is never changed, so that names are English.
            let length = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            known = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
            return known
        }
    }
}
