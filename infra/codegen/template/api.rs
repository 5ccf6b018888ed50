use serde_json::json;

use super::{
    Sheet,
    intrinsic::{attribute, reference, sub},
};

/// Adds the gateway. Its routes lie in the areas' stacks.
///
/// It is declared without a document of its own: a document would be read in again at each change
/// and take the areas' routes away.
pub fn add(sheet: &mut Sheet) {
    sheet.resource(
        "Api",
        "AWS::ApiGatewayV2::Api",
        json!({
            "Name": reference("Prefix"),
            "ProtocolType": "HTTP",
        }),
    );
    sheet.resource(
        "ApiLog",
        "AWS::Logs::LogGroup",
        json!({
            "LogGroupName": sub("/aws/apigateway/${Prefix}"),
            "RetentionInDays": reference("LogDays"),
        }),
    );
    // The route, never the path: paths carry accounts.
    let line = json!({
        "requestId": "$context.requestId",
        "at": "$context.requestTimeEpoch",
        "route": "$context.routeKey",
        "status": "$context.status",
        "latency_ms": "$context.responseLatency",
        "function_ms": "$context.integrationLatency",
        "function_error": "$context.integrationErrorMessage",
        "bytes": "$context.responseLength",
    });
    sheet.resource(
        "ApiStage",
        "AWS::ApiGatewayV2::Stage",
        json!({
            "ApiId": reference("Api"),
            "StageName": "$default",
            "AutoDeploy": true,
            "DefaultRouteSettings": {
                "ThrottlingRateLimit": reference("ApiRate"),
                "ThrottlingBurstLimit": reference("ApiBurst"),
                "DetailedMetricsEnabled": true,
            },
            "AccessLogSettings": {
                "DestinationArn": attribute("ApiLog", "Arn"),
                "Format": line.to_string(),
            },
        }),
    );
}
