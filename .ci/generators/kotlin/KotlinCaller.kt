package caller

import generated.kotlin.apis.ConnectionsApi
import generated.kotlin.apis.PaymentMethodsApi
import generated.kotlin.apis.QuotesApi
import generated.kotlin.apis.SessionsApi
import generated.kotlin.infrastructure.ClientError
import generated.kotlin.infrastructure.ClientException
import generated.kotlin.infrastructure.Serializer
import generated.kotlin.models.ComparisonRequest
import generated.kotlin.models.ConnectionOutcome
import generated.kotlin.models.ConnectionRequirements
import generated.kotlin.models.DestinationMoney
import generated.kotlin.models.DestinationMoneyAsset
import generated.kotlin.models.NewSession
import generated.kotlin.models.OfferedMethod
import generated.kotlin.models.PaymentMethodSelector
import generated.kotlin.models.Problem
import generated.kotlin.models.QuoteEvent
import generated.kotlin.models.QuoteRequest
import generated.kotlin.models.SourceMoney
import generated.kotlin.models.SourceMoneyAsset
import generated.kotlin.models.WalletSelector
import java.net.HttpURLConnection
import java.net.URI

/** Calls the demo with the client that openapi-generator makes for Kotlin, with its default libraries. */
fun main() {
    val service = System.getenv("SERVICE")
    val session = SessionsApi(service).createSession(NewSession(externalCustomerId = "cust-ny")).sessionToken
    // The simulator acts for frame and customer.
    val frame = URI(System.getenv("SIMULATOR") + "/simulator/connections?credentials=true&sessionToken=" + session).toURL().readText()
    val token = Regex("\"accessToken\":\"([^\"]*)\"").find(frame)!!.groupValues[1]
    val requirements = ConnectionsApi(service).getConnectionRequirements(ConnectionOutcome(status = "active"))
    check(requirements.nextStep == ConnectionRequirements.NextStep.proceed) { "the next step" }
    // An empty list of paymentDisclosures would mean that there is nothing to show.
    check(requirements.disclosures.isNotEmpty()) { "texts, because no list was sent" }
    val card = PaymentMethodsApi(service).listPaymentMethods(token, currency = "USD").methods
        .first { it.kind == OfferedMethod.Kind.stored && it.usable }.method

    val quotes = QuotesApi(service)
    val source = SourceMoney(SourceMoneyAsset("USD"), "75.00")
    val destination = DestinationMoney(DestinationMoneyAsset(code = "ETH"))
    val wallet = WalletSelector("0x52908400098527886E0F7030069857D2E4169EE7")
    val request = QuoteRequest(source, destination, wallet, PaymentMethodSelector(card.type, card.id))
    check(quotes.createQuote(token, request).quote.executable == true) { "a quote" }
    val comparison = ComparisonRequest(source, destination, wallet)
    check(quotes.compareQuotes(token, comparison).quotes.size > 1) { "a comparison" }
    check(quoteEvent(service, token, comparison).expiresInMs > 0) { "the data of the event quote" }
    try {
        quotes.createQuote(token, request.copy(source = source.copy(amount = null)))
        error("a problem")
    } catch (refused: ClientException) {
        val problem = Serializer.moshi.adapter(Problem::class.java).fromJson((refused.response as ClientError<*>).body as String)!!
        check(problem.type.path.endsWith("/invalid-request")) { "the type of a problem" }
        check(problem.violations!!.first().field == "source.amount") { "a violation" }
    }
    println("Kotlin: passed")
    kotlin.system.exitProcess(0)
}

/** A stream is read by hand; the data of its events have generated types. */
private fun quoteEvent(service: String, token: String, comparison: ComparisonRequest): QuoteEvent {
    val connection = URI("$service/v1/quotes/stream").toURL().openConnection() as HttpURLConnection
    connection.doOutput = true
    connection.setRequestProperty("Content-Type", "application/json")
    connection.setRequestProperty("MoonPay-Access-Token", token)
    connection.outputStream.writer().use { it.write(Serializer.moshi.adapter(ComparisonRequest::class.java).toJson(comparison)) }
    val data = connection.inputStream.bufferedReader().lineSequence()
        .dropWhile { !Regex("event: ?quote").matches(it) }
        .first { it.startsWith("data:") }
    connection.disconnect()
    return Serializer.moshi.adapter(QuoteEvent::class.java).fromJson(data.removePrefix("data:"))!!
}
