use serde_json::{Value, json};

use super::{
    Sheet, buckets,
    intrinsic::{attribute, either, only_if, reference, sub},
    policy,
};
use crate::{ASK_EACH_TIME, FOR_EVER, NAMED_BY_CONTENT, SECURITY_HEADERS, content_security_policy};

/// AWS's own policy: nothing is kept.
const KEEP_NOTHING: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
/// AWS's own policy: what the origin allows is kept, compressed.
const KEEP_ALLOWED: &str = "658327ea-f89d-4fab-a63d-7e88639e58f6";
/// AWS's own policy: everything that the viewer sent but the host.
const ALL_BUT_HOST: &str = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/// The viewer's address, without the port that changes with every connection. A viewer who sends
/// the header is overruled.
const VIEWER_ADDRESS: &str = "\
function handler(event) {
  var request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}
";

/// Addresses within the app are the app's; files have a dot in their names.
const APP_ADDRESSES: &str = "\
function handler(event) {
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (last.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
";

/// How long browsers keep what they got. It is not called for answers that are errors, so that none
/// of these is kept for ever.
fn page_age() -> String {
    format!(
        "\
function handler(event) {{
  var response = event.response;
  var named = event.request.uri.indexOf('{NAMED_BY_CONTENT}') === 0;
  response.headers['cache-control'] = {{ value: named ? '{FOR_EVER}' : '{ASK_EACH_TIME}' }};
  return response;
}}
"
    )
}

/// Adds the web site: pages and API on one origin.
pub fn add(sheet: &mut Sheet) {
    sheet.resource("Web", "AWS::S3::Bucket", pages());
    sheet.resource(
        "WebAccess",
        "AWS::CloudFront::OriginAccessControl",
        json!({
            "OriginAccessControlConfig": {
                "Name": sub("${Prefix}-web"),
                "OriginAccessControlOriginType": "s3",
                "SigningBehavior": "always",
                "SigningProtocol": "sigv4",
            },
        }),
    );
    viewer_function(sheet, "ViewerAddress", "viewer-address", VIEWER_ADDRESS);
    viewer_function(sheet, "AppAddresses", "app-addresses", APP_ADDRESSES);
    viewer_function(sheet, "PageAge", "page-age", &page_age());
    sheet.resource("WebHeaders", "AWS::CloudFront::ResponseHeadersPolicy", headers());
    sheet.resource(
        "Site",
        "AWS::CloudFront::Distribution",
        json!({ "DistributionConfig": site() }),
    );
    sheet.resource(
        "WebPolicy",
        "AWS::S3::BucketPolicy",
        json!({
            "Bucket": reference("Web"),
            "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                policy::tls_only(&attribute("Web", "Arn"), &sub("${Web.Arn}/*")),
                {
                    "Effect": "Allow",
                    "Principal": { "Service": "cloudfront.amazonaws.com" },
                    "Action": "s3:GetObject",
                    "Resource": sub("${Web.Arn}/*"),
                    "Condition": { "StringEquals": { "aws:SourceArn": sub(
                        "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site}",
                    ) } },
                },
            ] },
        }),
    );
    sheet.output("WebBucket", "Where the pages go.", reference("Web"));
    sheet.output("Distribution", "Whose copies are renewed after a deploy.", reference("Site"));
    sheet.output("SiteName", "What the public name points to.", attribute("Site", "DomainName"));
}

fn pages() -> Value {
    let mut bucket = buckets::closed("web");
    // The content network reads it, and cannot use the city's key.
    bucket["BucketEncryption"] = json!({ "ServerSideEncryptionConfiguration": [
        { "ServerSideEncryptionByDefault": { "SSEAlgorithm": "AES256" } },
    ] });
    bucket
}

fn viewer_function(sheet: &mut Sheet, resource: &str, name: &str, code: &str) {
    sheet.resource(
        resource,
        "AWS::CloudFront::Function",
        json!({
            "Name": sub(&format!("${{Prefix}}-{name}")),
            "AutoPublish": true,
            "FunctionCode": code,
            "FunctionConfig": { "Comment": name, "Runtime": "cloudfront-js-2.0" },
        }),
    );
}

fn headers() -> Value {
    let host = |bucket: &str| {
        format!(
            "https://${{Prefix}}-{bucket}-${{AWS::AccountId}}.s3.${{AWS::Region}}.${{AWS::URLSuffix}}"
        )
    };
    let policy = content_security_policy(Some(&host("staging")), Some(&host("vault")));
    let known = ["x-content-type-options", "x-frame-options", "referrer-policy"];
    let others = SECURITY_HEADERS.iter().filter(|(name, _)| !known.contains(name));
    let items: Vec<Value> = others
        .map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true }))
        .collect();
    json!({ "ResponseHeadersPolicyConfig": {
        "Name": sub("${Prefix}-web"),
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": { "ContentSecurityPolicy": sub(&policy), "Override": true },
            "ContentTypeOptions": { "Override": true },
            "FrameOptions": { "FrameOption": "DENY", "Override": true },
            "ReferrerPolicy": { "ReferrerPolicy": "no-referrer", "Override": true },
            "StrictTransportSecurity": {
                "AccessControlMaxAgeSec": 63_072_000,
                "IncludeSubdomains": true,
                "Override": true,
            },
        },
        "CustomHeadersConfig": { "Items": items },
    } })
}

fn site() -> Value {
    let own = json!({
        "AcmCertificateArn": reference("CertificateArn"),
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    });
    json!({
        "Enabled": true,
        "Comment": sub("${Prefix}"),
        "Aliases": only_if("HasCertificate", json!([reference("PublicDomain")])),
        "ViewerCertificate":
            either("HasCertificate", own, json!({ "CloudFrontDefaultCertificate": true })),
        "HttpVersion": "http2and3",
        "IPV6Enabled": true,
        "PriceClass": "PriceClass_200",
        "DefaultRootObject": "index.html",
        "Origins": [
            {
                "Id": "pages",
                "DomainName": attribute("Web", "RegionalDomainName"),
                "OriginAccessControlId": attribute("WebAccess", "Id"),
                "S3OriginConfig": { "OriginAccessIdentity": "" },
            },
            {
                "Id": "api",
                "DomainName": sub("${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}"),
                "CustomOriginConfig": {
                    "OriginProtocolPolicy": "https-only",
                    "OriginSSLProtocols": ["TLSv1.2"],
                },
                "OriginCustomHeaders": [{
                    "HeaderName": runtime::ViewerHeader::KEY,
                    "HeaderValue": reference("OriginKey"),
                }],
            },
        ],
        "DefaultCacheBehavior": pages_behaviour(),
        "CacheBehaviors": [api_behaviour()],
    })
}

fn behaviour(origin: &str, function: &str) -> Value {
    json!({
        "TargetOriginId": origin,
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": ["GET", "HEAD"],
        "Compress": true,
        "CachePolicyId": KEEP_ALLOWED,
        "ResponseHeadersPolicyId": reference("WebHeaders"),
        "FunctionAssociations": [at("viewer-request", function)],
    })
}

/// Has a function called at an event.
fn at(event: &str, function: &str) -> Value {
    json!({ "EventType": event, "FunctionARN": attribute(function, "FunctionARN") })
}

fn pages_behaviour() -> Value {
    let mut behaviour = behaviour("pages", "AppAddresses");
    behaviour["FunctionAssociations"] =
        json!([at("viewer-request", "AppAddresses"), at("viewer-response", "PageAge")]);
    behaviour
}

fn api_behaviour() -> Value {
    let mut behaviour = behaviour("api", "ViewerAddress");
    behaviour["PathPattern"] = json!("/api/*");
    behaviour["ViewerProtocolPolicy"] = json!("https-only");
    behaviour["AllowedMethods"] =
        json!(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]);
    behaviour["CachePolicyId"] = json!(KEEP_NOTHING);
    behaviour["OriginRequestPolicyId"] = json!(ALL_BUT_HOST);
    behaviour
}
